import { type Body, textOfBlock } from '../../domain/body.ts'
import { readHtmlBody } from '../read/html-body.ts'
import { takeDateline } from '../read/wire-text.ts'
import type { Remark } from '../reading.ts'
import { linesOf } from '../text/clean.ts'
import { blocksOf, isWrapped } from '../text/paragraphs.ts'

/** A text as it reads in a mail. */
export interface MailText {
  readonly dateline: string | null
  readonly body: Body
  readonly remarks: readonly Remark[]
}

/** The body of a plain text, its place line taken off, its signature (`-- `, RFC 3676 §4.3) dropped. */
export const bodyOfText = (text: string): MailText => {
  const lines = linesOf(text)
  const at = lines.lastIndexOf('--')
  const kept = at === -1 ? lines : lines.slice(0, at)
  const dropped = at === -1 ? [] : lines.slice(at + 1).filter(line => line !== '')
  const { dateline, body } = takeDateline(blocksOf(kept, kept.includes('') && isWrapped(kept)))
  return { dateline, body, remarks: signature(dropped) }
}

/** The same of HTML. */
export const bodyOfHtml = (html: string): MailText => {
  const { body: all, media, lost } = readHtmlBody(html)
  const at = all.findLastIndex(block => textOfBlock(block).trim() === '--')
  const kept = at === -1 ? all : all.slice(0, at)
  const dropped = at === -1 ? [] : all.slice(at + 1).map(textOfBlock)
  const { dateline, body } = takeDateline(kept)
  return {
    dateline,
    body,
    remarks: [
      ...signature(dropped),
      ...(lost.length === 0
        ? []
        : [{ kind: 'lost', field: 'body', detail: `<${lost.join('>, <')}> and all in it` } as const]),
      ...(media.length === 0
        ? []
        : [{ kind: 'lost', field: 'renditions', detail: `${media.length} pictures shown in the text` } as const]),
    ],
  }
}

const signature = (dropped: readonly string[]): Remark[] =>
  dropped.length === 0
    ? []
    : [{ kind: 'lost', field: 'body', detail: `signature "${dropped.join(' / ').slice(0, 200)}"` }]
