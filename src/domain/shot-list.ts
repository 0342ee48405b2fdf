import { type Body, plain, type Span } from './body.ts'

/** One shot of a video: when it begins, counted from the video's beginning, and what is seen in it. */
export interface Shot {
  readonly atSeconds: number
  readonly text: string
}

/** `00:05`, `0:00:12`, or `00:00:12:05` with its frames, which are left out. */
const clock = String.raw`(\d{1,2}:\d{2}(?::\d{2})?(?:[:;]\d{2})?)`
const toEnd = String.raw`(?:\s*[-–—→]\s*${clock})?`
const number = String.raw`(?:shot\s*)?\d{1,3}\s*[.)]\s+`

/** `00:05 WIDE OF HARBOUR`, `3. [00:05–00:09] – Wide of harbour`. */
const leading = new RegExp(
  String.raw`^(?:${number}|[-–—•*]\s*)?[[(]?${clock}${toEnd}[\])]?(?:\s*[-–—:|.])?\s+(.+)$`,
  'isu',
)
/** `3. Wide of harbour (00:05)`. */
const trailing = new RegExp(String.raw`^${number}(.+?)\s*[[(]${clock}${toEnd}[\])]\s*\.?$`, 'isu')

const fewest = 2
/** A list begins in the first minute: times of day begin later. */
const latestStart = 60
/** Lines without a time that may stand below a shot: what is said in it. */
const mostBetween = 4

/**
 * The shot list (dope sheet) in a body: the longest run of lines and list items with a time, at least two, the first within the first minute (or of an
 * hour, as tapes begin at 10:00:00:00), each later than the one before. Digits may be Arabic or Persian. An ordinary story has none: `[]`.
 */
export const readShots = (body: Body): Shot[] => {
  let best: Shot[] = []
  let run: Timed[] = []
  let between = 0
  const close = () => {
    const shots = shotsOf(run)
    if (shots.length > best.length) best = shots
    run = []
  }
  for (const line of linesOf(body)) {
    const shot = timedIn(line)
    if (shot === null) {
      if (++between > mostBetween) close()
      continue
    }
    const last = run.at(-1)
    if (last !== undefined && (shot.atSeconds <= last.atSeconds || shot.form !== last.form)) close()
    run.push(shot)
    between = 0
  }
  close()
  return best
}

interface Timed extends Shot {
  readonly form: 'leading' | 'trailing'
  readonly hasHours: boolean
}

const shotsOf = (run: readonly Timed[]): Shot[] => {
  const [first] = run
  if (first === undefined || run.length < fewest) return []
  const hour = first.hasHours ? first.atSeconds - (first.atSeconds % 3_600) : 0
  const start = first.atSeconds - hour
  // In brackets behind the words stands the length of a shot as often as its time: only what begins at 0 is surely a time.
  if (start >= (first.form === 'leading' ? latestStart : 1)) return []
  return run.map(({ atSeconds, text }) => ({ atSeconds: atSeconds - hour, text }))
}

const linesOf = (body: Body): string[] =>
  body.flatMap(block => {
    if (block.kind === 'p' || block.kind === 'h2') return split(block.spans)
    return block.kind === 'ul' || block.kind === 'ol' ? block.items.flatMap(split) : []
  })

/** Marks of direction, which Arabic texts put around numbers. */
const marks = /[\u200e\u200f\u061c\u2066-\u2069]/gu

const split = (spans: readonly Span[]): string[] =>
  plain(spans)
    .split(/\r\n|\r|\n/u)
    .map(line => line.replace(marks, '').trim())
    .filter(line => line !== '')

const timedIn = (line: string): Timed | null => {
  const western = westernDigits(line)
  const [, start, , text] = leading.exec(western) ?? []
  if (start !== undefined && text !== undefined) return timed('leading', start, text, line)
  const [, said, at] = trailing.exec(western) ?? []
  return at === undefined || said === undefined ? null : timed('trailing', at, said, line)
}

/** @returns null for what is no time of a counter, and for a line without words */
const timed = (form: Timed['form'], time: string, text: string, line: string): Timed | null => {
  const [a = 0, b = 0, c] = time.split(/[:;]/u).slice(0, 3).map(Number)
  if (b >= 60 || (c ?? 0) >= 60 || !/\p{L}/u.test(text)) return null
  const atSeconds = c === undefined ? a * 60 + b : a * 3_600 + b * 60 + c
  // The words keep the digits that they have.
  const from = westernDigits(line).indexOf(text)
  return { form, atSeconds, hasHours: c !== undefined, text: line.slice(from, from + text.length).trim() }
}

const westernDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, digit => String((digit.codePointAt(0) ?? 0) & 0xf))
