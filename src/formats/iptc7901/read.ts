import { countWords, textOfBody } from '../../domain/body.ts'
import { type ItemType, itemTypes } from '../../domain/ids.ts'
import { type Priority, priorities } from '../../domain/taxonomy.ts'
import { complete } from '../read/complete.ts'
import { readNotes, speaksOfEmbargo } from '../read/notes.ts'
import { priorityOfUrgency } from '../read/standing.ts'
import { strongest } from '../read/strongest.ts'
import { categoryOfLetter, takeDateline, wireBlocks } from '../read/wire-text.ts'
import {
  type Hold,
  type ReadDefaults,
  type ReadItem,
  type Reading,
  type Remark,
  type Source,
  Unreadable,
} from '../reading.ts'
import { readHead, splitHead } from './head.ts'
import { type Message, messagesIn } from './message.ts'
import { partText } from './text.ts'

/** Reads IPTC 7901, one message or several in a file, with control characters or without.
 *  A message whose end never came, or with far fewer words than its header says, is held. @throws Unreadable where no message has a header */
export const readIptc7901 = ({ text, defaults }: Source): Reading => {
  const messages = messagesIn(text, defaults.timeZone)
  const items = messages.flatMap(message => (message === null ? [] : [itemOf(message, defaults)]))
  if (items.length === 0)
    throw new Unreadable('no header of an IPTC 7901 message (service, number, priority, category)')
  const refused = messages.flatMap((message, i) =>
    message === null ? [{ what: `message ${i + 1}`, reason: 'it has no header' }] : [],
  )
  return { format: 'iptc7901', formatVersion: null, items, refused }
}

const itemOf = (message: Message, defaults: ReadDefaults): ReadItem => {
  const { own } = message
  const split = splitHead(message.lines)
  const head = readHead(split.head, own !== null)
  const parts = partText(split.rest, own !== null)
  const notes = readNotes([...head.notes, ...parts.notes])
  const byHand = own === null ? readNotes([head.headline]).signal : null
  const signal = strongest([...head.marks.map(mark => mark.signal), byHand, notes.signal])
  const { dateline, around, body } = takeDateline(wireBlocks(parts.text))
  const isNotice = own !== null && (signal === 'kill' || signal === 'withhold')
  const marks = head.marks.filter(mark => mark.signal !== null).map(mark => mark.text)
  const agency = /^\(([^)]+)\)/u.exec(around ?? '')?.[1] ?? null
  const provider = defaults.provider ?? (own === null ? agency : null)
  const embargo = embargoOf(message, notes)
  return complete(
    {
      id: own?.guid ?? idOf(message),
      version: own?.version ?? null,
      itemId: own?.item ?? null,
      language: own?.language ?? null,
      type: typeOf(own?.item),
      signal: signal ?? 'new',
      otherSignals: head.marks.filter(mark => mark.signal === null).map(mark => mark.text),
      provider,
      headline: head.headline,
      deck: head.deck,
      dateline,
      bylines: head.bylines,
      body: isNotice ? [] : body,
      line: isNotice ? textOfBody(body) : parts.correction,
      category: Object.hasOwn(defaults.categoryMap, message.category.toLowerCase())
        ? null
        : categoryOfLetter(message.category),
      categoryWords: [message.category],
      priority: priorityOf(message.priority),
      keywords: message.keywords,
      note: [...marks, ...(notes.note === null ? [] : [notes.note])].join('\n'),
      embargo: embargo.embargo,
      replacedBy: notes.replacedBy,
      expires: notes.expires,
      reason: notes.reason,
      versionCreated: message.sent,
      holds: [embargo.hold, incomplete(message, split.rest)],
      remarks: [
        ...remarksOf(message, parts.signOff, split.rest),
        ...(own === null && provider !== null && provider !== defaults.provider ? [guessedProvider] : []),
      ],
    },
    defaults,
  )
}

const guessedProvider: Remark = { kind: 'guessed', field: 'provider', detail: 'taken from the place line' }

const idOf = ({ service, number, sent }: Message): string =>
  `${service}${number}${sent === null ? '' : `:${sent.toISOString().slice(0, 10).replaceAll('-', '')}`}`

const typeOf = (item: string | undefined): ItemType => {
  const word = item?.split(':')[1]
  return word === 'graph' ? 'graphic' : (itemTypes.find(type => type === word) ?? 'text')
}

const priorityOf = (text: string): Priority | null =>
  priorities.find(each => String(each) === text) ?? priorityOfUrgency(text)

const embargoOf = (
  message: Message,
  notes: ReturnType<typeof readNotes>,
): Pick<ReadItem, 'embargo'> & { hold: Hold | null } => {
  if (notes.embargoUntil !== null) return { embargo: { until: notes.embargoUntil }, hold: null }
  if (notes.openEmbargo) return { embargo: { until: null }, hold: null }
  const spoken = message.own === null ? (message.lines.slice(0, 20).find(speaksOfEmbargo) ?? notes.embargoWords) : null
  if (spoken === null) return { embargo: null, hold: null }
  const detail = `"${spoken.trim().slice(0, 80)}" says that it may not be published yet`
  return { embargo: { until: null }, hold: { code: 'unreadable-embargo', detail } }
}

/** Agencies count with or without headline and notes, so the whole message is what it may at most be. */
const incomplete = ({ isCutOff, words, lines }: Message, text: readonly string[]): Hold | null => {
  if (isCutOff) return { code: 'incomplete', detail: 'the end of the message is missing' }
  const most = Math.max(countWords(lines.join('\n')), countWords(text.join('\n')))
  if (words === null || most >= words * 0.8) return null
  return { code: 'incomplete', detail: `${most} words, and the header says ${words}` }
}

const remarksOf = (message: Message, signOff: string | null, text: readonly string[]): Remark[] => {
  const remarks: Remark[] = []
  const counted = countWords(text.join('\n'))
  const most = countWords(message.lines.join('\n'))
  const { words } = message
  if (words !== null && (words > most * 1.1 + 3 || words < counted * 0.7 - 3))
    remarks.push({ kind: 'guessed', field: 'body', detail: `${counted} words, and the header says ${words}` })
  if (signOff !== null) remarks.push({ kind: 'lost', field: 'body', detail: `sign-off "${signOff}"` })
  if (message.own === null && message.optional !== '')
    remarks.push({ kind: 'kept', field: 'header', detail: `optional field "${message.optional}"` })
  if (message.sent === null)
    remarks.push({ kind: 'lost', field: 'versionCreated', detail: 'the time of sending is missing or unreadable' })
  return remarks
}
