import { textOfBody } from '../../domain/body.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isHtmlPage, readHtmlPage } from '../html/read.ts'
import { complete } from '../read/complete.ts'
import { readNotes, speaksOfEmbargo } from '../read/notes.ts'
import { type Hold, type ReadItem, type Reading, type Source, Unreadable } from '../reading.ts'
import { takeFront } from './front.ts'
import { type ReadText, readText } from './read.ts'

/** Reads a plain text as one item, or a web page that somebody saved. @throws Unreadable where nothing is in it */
export const readTextItem = (source: Source): Reading => {
  if (isHtmlPage(source.text)) return readHtmlPage(source)
  return { format: 'text', formatVersion: null, items: [itemOf(source)], refused: [] }
}

const itemOf = ({ text, defaults }: Source): ReadItem => {
  const framed = withoutFrame(text)
  const front = takeFront(framed.text)
  const read = orUnreadable(front.rest)
  const notes = readNotes(front.notes)
  const isNotice = (notes.signal === 'kill' || notes.signal === 'withhold') && read.body.length <= 1
  const until = notes.embargoUntil !== null ? { until: notes.embargoUntil } : notes.openEmbargo ? { until: null } : null
  const spoken = until === null ? (text.slice(0, 2000).split('\n').slice(0, 10).find(speaksOfEmbargo) ?? null) : null
  const hold: Hold | null =
    spoken === null
      ? null
      : { code: 'unreadable-embargo', detail: `"${spoken.trim().slice(0, 80)}" says that it may not be published yet` }
  return complete(
    {
      signal: notes.signal ?? 'new',
      headline: read.headline,
      deck: read.deck,
      dateline: read.dateline,
      bylines: front.bylines,
      body: isNotice ? [] : read.body,
      line: isNotice ? [read.deck ?? '', textOfBody(read.body)].join(' ') : front.line,
      note: notes.note,
      embargo: until ?? (spoken === null ? null : { until: null }),
      replacedBy: notes.replacedBy,
      expires: notes.expires,
      reason: notes.reason,
      holds: [hold],
      remarks: [
        { kind: 'guessed', field: 'headline', detail: 'the first line of the text' },
        ...(front.line === null
          ? []
          : [{ kind: 'guessed', field: 'line', detail: 'the sentence below the note' } as const]),
        ...(front.bylines.length === 0
          ? []
          : [{ kind: 'guessed', field: 'bylines', detail: 'the names above the text' } as const]),
        ...[...framed.dropped, ...read.dropped].map(
          words => ({ kind: 'lost', field: 'body', detail: `"${words.slice(0, 200)}"` }) as const,
        ),
      ],
    },
    defaults,
  )
}

/** `ZCZC` with what numbers a message opens it on old wires, and `NNNN` ends it. AAP has lines of codes below, each told by its first character; that of the
 *  headline is `$` or `^`. */
const withoutFrame = (text: string): { text: string; dropped: string[] } => {
  const opening = /^\s*(zczc\b[^\r\n]{0,80})[\r\n]/iu.exec(text)
  const inside = text.slice(opening?.[0].length ?? 0).trimEnd()
  if (opening === null || inside === '') return { text, dropped: [] }
  const ending = /(?:^|\n)[ \t]*(nnnn)$/iu.exec(inside.slice(-100))
  const lines = (ending === null ? inside : inside.slice(0, -ending[0].length)).split(/\r\n?|\n/u)
  const below = lines.findIndex(line => line.trim() !== '' && !code.test(line.trim()))
  const marked = lines.slice(0, Math.max(0, below)).flatMap(line => line.trim() || [])
  // One alone may be a story that begins with a sum.
  const [codes, from] = marked.length > 1 ? [marked, below] : [[], 0]
  const headline = codes.find(line => /^[$^]\S+(?: +\S+){2}/u.test(line))
  const dropped = [opening[1], ...codes.filter(line => line !== headline), ending?.[1]].flatMap(
    each => each?.trim() ?? [],
  )
  const rest = lines.slice(from)
  return { text: (headline === undefined ? rest : [headline.slice(1), '', ...rest]).join('\n'), dropped }
}

const code = /^[%#$:&*@~^=+](?:\S|$)/u

const orUnreadable = (text: string): ReadText => {
  try {
    return readText(text)
  } catch (error) {
    if (error instanceof Refusal) throw new Unreadable(error.message)
    throw error
  }
}
