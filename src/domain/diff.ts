/** A stretch of text that both have, that only the first had, or that only the second has. */
export interface Change {
  readonly kind: 'same' | 'gone' | 'came'
  readonly text: string
}

/** Cells of one comparison table: 2,000 by 2,000 words that differ, 16 MB for some milliseconds. */
const maxCells = 4_000_000

/** What changed between two texts, word by word. Put together, `same` and `gone` are the first, `same` and `came` the second. Texts that
 *  differ in more than some two thousand words are compared by lines first, and beyond all bounds simply replaced. */
export const diffWords = (before: string, after: string): Change[] => joined(compare(before, after, [wordsIn, linesIn]))

/** Numbers with their points, words with their apostrophes, each run of white space and each sign of its own. */
const wordsIn = (text: string): string[] =>
  text.match(/\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{N}\p{M}]+(?:[’'][\p{L}\p{M}]+)*|\n|[^\S\n]+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
const linesIn = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/gu) ?? []

type Cut = (text: string) => string[]

const compare = (before: string, after: string, [cut, ...coarser]: readonly Cut[]): Change[] => {
  if (cut === undefined) return replaced(before, after)
  const [old, now] = [cut(before), cut(after)]
  const start = sharedStart(old, now)
  const end = sharedEnd(old, now, start)
  const middle = [old.slice(start, old.length - end), now.slice(start, now.length - end)] as const
  const changes = isSmall(...middle)
    ? longestCommon(...middle)
    : coarsely(middle[0].join(''), middle[1].join(''), coarser)
  return [
    { kind: 'same', text: old.slice(0, start).join('') },
    ...changes,
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ]
}

/** By greater pieces; what differs between pieces that stay is compared by words again where that is small enough. */
const coarsely = (before: string, after: string, coarser: readonly Cut[]): Change[] => {
  const changes = joined(compare(before, after, coarser))
  return changes.flatMap((change, i) => {
    const next = changes[i + 1]
    if (change.kind === 'gone' && next?.kind === 'came') {
      const [old, now] = [wordsIn(change.text), wordsIn(next.text)]
      return isSmall(old, now) ? longestCommon(old, now) : [change, next]
    }
    return change.kind === 'came' && changes[i - 1]?.kind === 'gone' ? [] : [change]
  })
}

const isSmall = (old: readonly string[], now: readonly string[]): boolean => old.length * now.length <= maxCells

const replaced = (before: string, after: string): Change[] => [
  { kind: 'gone', text: before },
  { kind: 'came', text: after },
]

const sharedStart = (old: readonly string[], now: readonly string[]): number => {
  let n = 0
  while (n < old.length && n < now.length && old[n] === now[n]) n++
  return n
}

const sharedEnd = (old: readonly string[], now: readonly string[], start: number): number => {
  const most = Math.min(old.length, now.length) - start
  let n = 0
  while (n < most && old[old.length - 1 - n] === now[now.length - 1 - n]) n++
  return n
}

/** The longest common subsequence, by the usual table of lengths from the end. */
const longestCommon = (old: readonly string[], now: readonly string[]): Change[] => {
  const width = now.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [gone, came] = [old[i], now[j]]
    if (gone !== undefined && gone === came) {
      changes.push({ kind: 'same', text: gone })
      i++
      j++
    } else if (gone !== undefined && (came === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'gone', text: gone })
      i++
    } else {
      changes.push({ kind: 'came', text: came ?? '' })
      j++
    }
  }
  return changes
}

/** Neighbours of a kind made one, and between two that stay what went before what came. A space alone between two changes goes with
 *  them: whole phrases read better than every second word. */
const joined = (changes: readonly Change[]): Change[] => {
  const out: Change[] = []
  let gone = ''
  let came = ''
  const settle = () => {
    if (gone !== '') out.push({ kind: 'gone', text: gone })
    if (came !== '') out.push({ kind: 'came', text: came })
    gone = ''
    came = ''
  }
  const texts = changes.filter(each => each.text !== '')
  texts.forEach(({ kind, text }, i) => {
    if (kind === 'gone') gone += text
    else if (kind === 'came') came += text
    else if (gone + came !== '' && /^[^\S\n]+$/u.test(text) && (texts[i + 1]?.kind ?? 'same') !== 'same') {
      gone += text
      came += text
    } else {
      settle()
      const last = out.at(-1)
      if (last?.kind === 'same') out[out.length - 1] = { kind, text: last.text + text }
      else out.push({ kind, text })
    }
  })
  settle()
  return out
}
