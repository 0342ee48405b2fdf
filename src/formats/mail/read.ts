import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { countWords, textOfBody } from '../../domain/body.ts'
import { withQuotes } from '../read/charset.ts'
import { complete, type Found } from '../read/complete.ts'
import { readMoment } from '../read/moments.ts'
import { readNotes, speaksOfEmbargo } from '../read/notes.ts'
import {
  type Hold,
  type ReadDefaults,
  type ReadItem,
  type Reading,
  type Refused,
  type Remark,
  type Source,
  Unreadable,
} from '../reading.ts'
import { readForm } from './form.ts'
import { fromFirstHeader, hasTooManyParts, looksLikeMail } from './shape.ts'
import { bodyOfHtml, bodyOfText, type MailText } from './words.ts'

/** Reads one document inside another: a reading, or why there is none. */
export type ReadInner = (bytes: Uint8Array, defaults: ReadDefaults) => Promise<Reading | { readonly failure: string }>

const bounds = { maxNestingDepth: 32, maxHeadersSize: 256 << 10, forceRfc822Attachments: true }
const deepestMail = 3
const mostDocuments = 50
/** A covering letter is shorter. */
const shortestStory = 40

/** Reads a mail (RFC 5322, MIME). Documents of news that are attached, or are its whole text, are the items; the mail itself is one where it carries none, or has a text
 *  of some length besides. Mails within mails are read three deep. @throws Unreadable for what is no mail, or has absurdly many lines or parts */
export const readMail = async (source: Source, readInner: ReadInner): Promise<Reading> => readAt(source, readInner, 1)

const readAt = async ({ bytes, defaults }: Source, readInner: ReadInner, depth: number): Promise<Reading> => {
  const mail = await parsed(fromFirstHeader(bytes), depth)
  const inside: ReadDefaults = { ...defaults, contentType: null }
  const found = await attached(mail, inside, readInner, depth)
  const own = await ownItem(mail, { defaults: inside, readInner, depth, hasOthers: found.items.length > 0 })
  const items = [...own.items, ...found.items]
  return {
    format: 'mail',
    formatVersion: null,
    items: isCutOff(mail, bytes) ? items.map(item => ({ ...item, holds: [...item.holds, cutOff] })) : items,
    refused: [...own.refused, ...found.refused],
  }
}

const parsed = async (bytes: Uint8Array, depth: number): Promise<Email> => {
  if (hasTooManyParts(bytes, depth)) throw new Unreadable('a mail of too many lines or parts')
  try {
    const mail = await PostalMime.parse(bytes, bounds)
    const { subject = '', text = '', html } = mail
    // The parser decodes by Node; see withQuotes.
    return {
      ...mail,
      subject: withQuotes(subject),
      text: withQuotes(text),
      html: html === undefined ? undefined : withQuotes(html),
    }
  } catch (error) {
    throw new Unreadable(`no mail that can be read: ${error instanceof Error ? error.message : error}`)
  }
}

interface Parts {
  readonly items: readonly ReadItem[]
  readonly refused: readonly Refused[]
}

interface Around {
  readonly defaults: ReadDefaults
  readonly readInner: ReadInner
  readonly depth: number
  readonly hasOthers: boolean
}

const attached = async (mail: Email, defaults: ReadDefaults, readInner: ReadInner, depth: number): Promise<Parts> => {
  const items: ReadItem[] = []
  const refused: Refused[] = []
  for (const each of mail.attachments.filter(isDocument).slice(0, mostDocuments)) {
    const what = nameOf(each)
    const reading = await within(bytesOf(each), defaults, readInner, depth)
    if ('failure' in reading) refused.push({ what, reason: reading.failure })
    else {
      items.push(...reading.items)
      refused.push(...reading.refused)
    }
  }
  return { items, refused }
}

/** A mail inside is read here, where its depth is known; anything else by whoever reads documents. */
const within = async (
  bytes: Uint8Array,
  defaults: ReadDefaults,
  readInner: ReadInner,
  depth: number,
): ReturnType<ReadInner> => {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 32_768))
  if (!looksLikeMail(text)) return readInner(bytes, defaults)
  if (depth >= deepestMail) return { failure: `mails nested deeper than ${deepestMail}` }
  try {
    return await readAt({ bytes, text, defaults }, readInner, depth + 1)
  } catch (error) {
    if (error instanceof Unreadable) return { failure: error.message }
    throw error
  }
}

const documentNames = /\.(?:xml|json|txt|7901|tst|html?|eml|rss|atom|nitf|newsml|ninjs|dpa|wire)$/iu
const documentTypes =
  /^(?:text\/(?:plain|xml|html)|application\/(?:[\w.+-]*\+)?(?:xml|json)|message\/rfc822|application\/(?:rss|atom)\+xml)$/iu

const isDocument = ({ mimeType, filename, related }: Attachment): boolean =>
  related !== true && (documentTypes.test(mimeType) || documentNames.test(filename ?? ''))

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)

const nameOf = ({ filename, mimeType }: Attachment): string => `attachment ${filename ?? mimeType}`

const documentStarts = ['{', '[', '<', '\u0001', '\u0016']

/** The mail as an item; none where it only covers what is attached. */
const ownItem = async (mail: Email, { defaults, readInner, depth, hasOthers }: Around): Promise<Parts> => {
  const text = (mail.text ?? '').trim()
  const found = foundIn(mail, defaults)
  if (documentStarts.includes(text.charAt(0))) {
    const form = text.startsWith('{') ? readForm(text, found, defaults) : null
    if (form !== null) return { items: [form], refused: [] }
    const reading = await within(Buffer.from(text), defaults, readInner, depth)
    if (!('failure' in reading)) return reading
  }
  const words = wordsOf(mail, text)
  if (hasOthers && countWords(textOfBody(words.body)) < shortestStory) return { items: [], refused: [] }
  const spoken = [mail.subject ?? '', ...textOfBody(words.body).split('\n').slice(0, 10)].find(speaksOfEmbargo)
  const signal = readNotes([mail.subject ?? null]).signal
  const hold: Hold | null =
    spoken === undefined
      ? null
      : { code: 'unreadable-embargo', detail: `"${spoken.slice(0, 80)}" says that it may not be published yet` }
  const item = complete(
    {
      ...found,
      ...(signal === null ? {} : { signal }),
      dateline: words.dateline,
      body: words.body,
      embargo: spoken === undefined ? null : { until: null },
      holds: [hold],
      remarks: [
        ...(found.remarks ?? []),
        ...words.remarks,
        ...(signal === null
          ? []
          : [{ kind: 'guessed', field: 'signal', detail: `"${mail.subject?.slice(0, 80)}"` } as const]),
      ],
    },
    defaults,
  )
  return { items: [item], refused: [] }
}

/** HTML says more than the plain text beside it, unless it is only the shell of one. */
const wordsOf = (mail: Email, text: string): MailText => {
  const html = mail.html === undefined ? null : bodyOfHtml(mail.html)
  const plain = bodyOfText(text)
  if (html === null || countWords(textOfBody(html.body)) < countWords(textOfBody(plain.body)) * 0.8) return plain
  return { ...html, remarks: html.remarks.length > 0 ? html.remarks : plain.remarks }
}

const foundIn = (mail: Email, defaults: ReadDefaults): Found => {
  const header = (name: string): string | null => mail.headers.find(each => each.key === name)?.value ?? null
  const date = header('date')
  const moment = readMoment(date, defaults.timeZone)
  const name = mail.from?.name.trim() ?? ''
  const remarks: Remark[] = mail.attachments.filter(each => !isDocument(each)).map(lostFile)
  if (date !== null && moment === null)
    remarks.push({ kind: 'lost', field: 'versionCreated', detail: `"${date.slice(0, 80)}" is no moment` })
  return {
    id: mail.messageId?.trim().replace(/^<|>$/gu, '') ?? null,
    headline: mail.subject ?? null,
    provider: defaults.provider ?? (name || (mail.from?.address ?? null)),
    bylines: defaults.provider === null || name === '' ? [] : [name],
    language: header('content-language')?.split(',')[0]?.trim() ?? null,
    keywords: header('keywords')?.split(',') ?? [],
    versionCreated: moment,
    remarks,
  }
}

const lostFile = (each: Attachment): Remark => ({
  kind: 'lost',
  field: 'renditions',
  detail: `${nameOf(each)} (${each.mimeType}, ${bytesOf(each).length} bytes)`,
})

const cutOff: Hold = { code: 'incomplete', detail: 'the end of the mail is missing' }

/** A mail of several parts ends with its boundary (RFC 2046 §5.1.1). */
const isCutOff = (mail: Email, bytes: Uint8Array): boolean => {
  const contentType = mail.headers.find(each => each.key === 'content-type')?.value ?? ''
  const boundary = /^multipart\/.*\bboundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/isu.exec(contentType)
  return boundary !== null && !Buffer.from(bytes).includes(`--${boundary[1] ?? boundary[2]}--`)
}
