import type { Signal } from '../../domain/signal.ts'
import { bylinesIn, markOf } from '../read/wire-text.ts'

/** A story as it stands between STX and ETX, AP style. */
export interface Story {
  /** `BC-LT--Argentina-Cancer Beauty`: the same for all takes and versions of a story, their marks taken off. */
  readonly slug: string | null
  /** As the keyword line counts; null: it does not. */
  readonly words: number | null
  /** What the keyword line says of the version: `1st Ld-Writethru`, `2nd Add`, `Correction`. */
  readonly versions: readonly string[]
  /** Which continuation it is; null: it is none. */
  readonly take: number | null
  readonly signal: Signal | null
  readonly headline: string | null
  readonly deck: string | null
  readonly bylines: readonly string[]
  /** Photo lines and notes to editors. */
  readonly notes: readonly string[]
  readonly text: readonly string[]
}

const version =
  /^(?:\d+(?:st|nd|rd|th) )?(?:add|ld|lead|writethru|sub|take|pickup|correct\w*|update|kill|advisory|withhold|eliminat\w+)\b/iu
const take = /^(?:(\d+)(?:st|nd|rd|th) add|add (\d+)|take (\d+))\b/iu

/** Takes a story apart. Lines that open with `^` stand before the text: keyword line, headline, photo lines, notes, byline, organisation; they end in `<` or `=`. */
export const storyOf = (lines: readonly string[]): Story => {
  const from = firstOfText(lines)
  const marked = logical(lines.slice(0, from === -1 ? undefined : from)).map(line => line.replace(routing, ''))
  const [keywordLine = '', ...head] = marked
  const isKeywordLine = marked.length > 1 || /,\s*\d*$/u.test(keywordLine)
  const [slug = '', ...versions] = isKeywordLine ? keywordLine.split(',').map(each => each.trim()) : []
  const said = versions.filter(each => !/^\d+$/u.test(each) && each !== '')
  const words = versions.find(each => /^\d+$/u.test(each))
  const rest = isKeywordLine ? head : marked
  const notes = rest.filter(line => isNote(line))
  const bylines = rest.flatMap(line => bylinesIn(line) ?? [])
  const by = rest.findIndex(line => bylinesIn(line) !== null)
  const isOther = (line: string): boolean => !isNote(line) && bylinesIn(line) === null
  const others = rest.filter((line, i) => isOther(line) && (by === -1 || i < by))
  // The line below the byline names the writer's organisation, where that is not the byline itself; what follows are headings of the text.
  const below = by === -1 ? [] : rest.slice(by).filter(isOther)
  const headings = bylines.some(each => each.startsWith('The ')) ? below : below.slice(1)
  const takes = said.map(each => take.exec(each)).find(each => each !== null)
  return {
    slug: slug === '' ? null : slug,
    words: words === undefined ? null : Number(words),
    versions: said,
    take: takes == null ? null : Number(takes[1] ?? takes[2] ?? takes[3]),
    signal: said.map(signalOf).find(each => each !== null) ?? null,
    headline: others[0] ?? null,
    deck: others[1] ?? null,
    bylines,
    notes,
    text: [...headings.flatMap(each => [each, '']), ...(from === -1 ? [] : lines.slice(from).flatMap(withoutMarks))],
  }
}

/** Where the text begins. Where no line is unmarked, as in lists of headlines, it is all marked lines from the first on that has no end mark. */
const firstOfText = (lines: readonly string[]): number => {
  const unmarked = lines.findIndex((line, i) => line.trim() !== '' && !line.startsWith('^') && !continues(lines, i))
  return unmarked === -1 ? lines.findIndex(line => line.startsWith('^') && !endMark.test(line)) : unmarked
}

/** Lines of the text may be marked too, as headings of tables: `^East Division=`; `^END<` is no line of it. */
const withoutMarks = (line: string): string[] => {
  if (/^\^END\s*<?\s*$/u.test(line)) return []
  const text = line.replace(/<\s*$/u, '')
  return line.startsWith('^') ? ['', text.slice(1).replace(/=\s*$/u, ''), ''] : [text]
}

/** `*9006< ^BC-Slug`: where a message goes. */
const routing = /^\*\d+<? *\^?/u
const endMark = /[<=]\s*$/u

/** A marked line may be broken: it goes on until one ends in `<` or `=`. */
const continues = (lines: readonly string[], i: number): boolean => {
  const before = lines[i - 1]
  return (
    i > 0 && before !== undefined && before.startsWith('^') && !/[<=]\s*$/u.test(before) && !/^\s/u.test(lines[i] ?? '')
  )
}

const logical = (lines: readonly string[]): string[] => {
  const joined: string[] = []
  for (const line of lines) {
    const text = line
      .replace(/[<=]\s*$/u, '')
      .replace(/^\^/u, '')
      .trim()
    if (line.startsWith('^') || joined.length === 0) joined.push(text)
    else joined.push(`${joined.pop()} ${text}`.trim())
  }
  return joined.filter(line => line !== '')
}

const isNote = (line: string): boolean =>
  /^(?:eds|editors|note|with|advisory|undated)\b.*:|^[A-Z]{2,4} (?:photo|graphic|video)s?\b|^\(?(?:eds|editors)\b/iu.test(
    line,
  )

const signalOf = (text: string): Signal | null => {
  if (!version.test(text)) return null
  return /\badd\b|^take/iu.test(text) ? 'update' : (markOf(text.replace(/-.*$/u, '').toUpperCase())?.signal ?? 'update')
}
