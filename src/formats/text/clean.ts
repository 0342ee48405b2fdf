import { legal } from '../xml.ts'

// Byte order mark, zero-width space, word joiner: they mean nothing in a text. The joiners U+200C and U+200D do, in Arabic script and emoji.
const invisible = /[\uFEFF\u200B\u2060]/g
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g
// Every kind of space but the line feed, the no-break ones too.
const spaces = /[^\S\n]+/g
// Direction marks at the ends of a line are left over from a paste. (The lookbehind keeps long runs of them linear.)
const edges = /^[\s\u200E\u200F\u061C]+|(?<![\s\u200E\u200F\u061C])[\s\u200E\u200F\u061C]+$/g

/** The lines of a text as somebody pasted it, from the first with something on it to the last: line ends of any kind, invisible characters and
 *  runs of spaces put in order, words untouched. An empty string is an empty line. */
export const linesOf = (text: string): string[] => {
  const lines = legal(text.replace(lineEnds, '\n').replace(invisible, ''))
    .replace(spaces, ' ')
    .split('\n')
    .map(line => line.replace(edges, ''))
  const first = lines.findIndex(line => line !== '')
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(line => line !== '') + 1)
}
