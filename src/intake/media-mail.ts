import type { Attachment, Email } from 'postal-mime'
import { countWords } from '../domain/body.ts'
import { isFile } from './media-look.ts'

/** What a mail brings besides words. */
export interface MailFiles {
  /** Its Message-ID, without brackets. */
  readonly id: string | null
  readonly subject: string | null
  /** Who wrote it: a name, else an address. */
  readonly from: string | null
  readonly text: string | null
  /** Whether its words are too few to be a story: they say what the files show. */
  readonly isCaption: boolean
  /** Whether documents are attached as well. */
  readonly hasDocuments: boolean
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

const mostFiles = 50
/** Smaller pictures of a mail are signs and signatures. */
const leastBytes = 4_096
/** A covering letter or a caption is shorter. */
const shortestStory = 40

/** The files attached to a mail: those that are items by themselves, but not what its HTML shows and what is as small as a logo. @returns null for what is no mail */
export const filesInMail = async (bytes: Uint8Array): Promise<MailFiles | null> => {
  const mail = await parsed(bytes)
  if (mail === null) return null
  const text = mail.text?.trim() || null
  const files = mail.attachments.filter(isMeant).map((each, n) => ({ name: nameOf(each, n), bytes: bytesOf(each) }))
  return {
    id: mail.messageId?.trim().replace(/^<|>$/gu, '') || null,
    subject: mail.subject?.trim() || null,
    from: mail.from?.name?.trim() || mail.from?.address || null,
    text,
    isCaption: countWords(text ?? '') < shortestStory,
    hasDocuments: mail.attachments.some(each => each.related !== true && !isFile(bytesOf(each))),
    files: files.slice(0, mostFiles),
  }
}

const parsed = async (bytes: Uint8Array): Promise<Email | null> => {
  const { default: PostalMime } = await import('postal-mime')
  return PostalMime.parse(bytes, {
    maxNestingDepth: 32,
    maxHeadersSize: 256 << 10,
    forceRfc822Attachments: true,
  }).catch(() => null)
}

const isMeant = (each: Attachment): boolean => {
  const bytes = bytesOf(each)
  return each.related !== true && bytes.length >= leastBytes && isFile(bytes)
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)

const nameOf = ({ filename, mimeType }: Attachment, n: number): string =>
  filename?.trim() || `file-${n + 1}.${mimeType.split('/')[1]?.replaceAll(/[^a-z0-9]/giu, '') || 'bin'}`
