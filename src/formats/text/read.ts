import { type Block, type Body, paragraph, textOfBlock } from '../../domain/body.ts'
import { Refusal } from '../../domain/refusal.ts'
import { withoutBoilerplate } from './boilerplate.ts'
import { linesOf } from './clean.ts'
import { type Dateline, datelineAlone, datelineBefore } from './dateline.ts'
import { blocksOf, endsSentence, isWrapped } from './paragraphs.ts'

/** What a plain text says, taken apart. */
export interface ReadText {
  readonly headline: string
  readonly deck: string | null
  /** The place alone; agency, date and dash around it are in `dropped`. */
  readonly dateline: string | null
  readonly body: Body
  /** Every word of the text that is in none of the others: what a website adds under its stories, and what stood around the place. */
  readonly dropped: readonly string[]
}

/** Reads a story from plain text: first line headline, then a deck if it is one, a dateline alone or before the first words, the body.
 *  A paragraph is a line; in a text with empty lines, lines up to an empty one where they look wrapped. The text is kept word for word.
 *  @throws Refusal `bad-input` naming the field `text` when nothing is in it */
export const readText = (text: string): ReadText => {
  const [headline, ...lines] = linesOf(text)
  if (headline === undefined) throw new Refusal('bad-input', 'the text is empty', { field: 'text' })
  const mayWrap = lines.includes('')
  const head = readHead(lines, mayWrap)
  const blocks = blocksOf(head.rest, mayWrap && isWrapped(head.rest))
  const lead = head.dateline === null ? leadOf(blocks) : { dateline: head.dateline, blocks }
  const { body, dropped } = withoutTail(lead.blocks)
  const around = lead.dateline?.around ?? null
  return {
    headline,
    deck: head.deck,
    dateline: lead.dateline?.place ?? null,
    body,
    dropped: around === null ? dropped : [around, ...dropped],
  }
}

interface Head {
  readonly deck: string | null
  readonly dateline: Dateline | null
  readonly rest: readonly string[]
}

/** What stands between headline and body: a line in capitals is a place only where text follows. */
const readHead = (lines: readonly string[], mayWrap: boolean): Head => {
  const [line, ...rest] = fromText(lines)
  const below = fromText(rest)
  const [next, ...after] = below
  if (line === undefined || next === undefined) return { deck: null, dateline: null, rest: lines }
  const dateline = datelineAlone(line)
  if (dateline !== null) return { deck: null, dateline, rest }
  if (!isDeck(line, rest, mayWrap)) return { deck: null, dateline: null, rest: lines }
  const placed = fromText(after).length === 0 ? null : datelineAlone(next)
  return placed === null ? { deck: line, dateline: null, rest } : { deck: line, dateline: placed, rest: after }
}

const fromText = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex(line => line !== '')
  return first === -1 ? [] : lines.slice(first)
}

const longestDeck = 300

/** Whether the line under the headline is a deck: a place line follows it, or it does not end as a sentence does and is no wrapped line. */
const isDeck = (line: string, rest: readonly string[], mayWrap: boolean): boolean => {
  if (line.length > longestDeck || /^(?:## |- )/.test(line) || datelineBefore(line) !== null) return false
  const next = fromText(rest)[0] ?? ''
  if (datelineAlone(next) !== null || datelineBefore(next) !== null) return true
  return !endsSentence(line) && !(mayWrap && rest[0] !== '' && isWrapped([line, ...rest]))
}

/** The dateline that the first paragraph begins with, taken off it. */
const leadOf = (blocks: readonly Block[]): { dateline: Dateline | null; blocks: readonly Block[] } => {
  const [first, ...others] = blocks
  const dateline = first?.kind === 'p' ? datelineBefore(textOfBlock(first)) : null
  return dateline === null ? { dateline, blocks } : { dateline, blocks: [paragraph(dateline.rest), ...others] }
}

/** The body without what a website adds at its end; looks at the paragraphs after the last block of another kind. */
const withoutTail = (blocks: readonly Block[]): { body: Body; dropped: string[] } => {
  const from = blocks.findLastIndex(block => block.kind !== 'p') + 1
  const { kept, dropped } = withoutBoilerplate(blocks.slice(from).map(textOfBlock))
  return { body: [...blocks.slice(0, from), ...kept.map(paragraph)], dropped }
}
