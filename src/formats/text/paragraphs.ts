import { type Block, paragraph, type Span } from '../../domain/body.ts'

const sentenceEnd = /[.!?؟…:;][)\]"'”’»]*$/u
const heading = /^## (?=\S)/
const bullet = /^- (?=\S)/

/** Whether the line ends as a sentence does, closing quotes and brackets after it not counted. */
export const endsSentence = (line: string): boolean => sentenceEnd.test(line)

/** Whether line ends are soft: an editor's window broke the lines, and a paragraph goes on to the next empty line.
 *  Only lines with another right below them say anything: most of them stop in the middle of a sentence then. */
export const isWrapped = (lines: readonly string[]): boolean => {
  const inside = lines.filter((line, i) => isProse(line) && isProse(lines[i + 1] ?? ''))
  return inside.filter(endsSentence).length * 2 < inside.length
}

const isProse = (line: string): boolean => line !== '' && !heading.test(line) && !bullet.test(line)

/** Blocks of text lines: paragraphs, `## ` subheadings and `- ` lists. @param wrapped as `isWrapped` says of the whole text */
export const blocksOf = (lines: readonly string[], wrapped: boolean): Block[] => {
  const blocks: Block[] = []
  let open: Open = { kind: 'none' }
  for (const line of [...lines, '']) {
    const next = taken(open, line, wrapped)
    if (next !== open) blocks.push(...closed(open))
    open = next
  }
  return blocks
}

type Open =
  | { readonly kind: 'none' }
  | { readonly kind: 'p' | 'h2'; readonly texts: string[] }
  | { readonly kind: 'ul'; readonly items: string[][] }

/** The block that the line belongs to: the open one, which then contains it, or a new one. */
const taken = (open: Open, line: string, wrapped: boolean): Open => {
  if (line === '') return { kind: 'none' }
  if (heading.test(line)) return { kind: 'h2', texts: [line.replace(heading, '')] }
  if (bullet.test(line)) {
    const item = [line.replace(bullet, '')]
    if (open.kind !== 'ul') return { kind: 'ul', items: [item] }
    open.items.push(item)
    return open
  }
  if (wrapped && open.kind === 'p') {
    open.texts.push(line)
    return open
  }
  const item = open.kind === 'ul' ? open.items.at(-1) : undefined
  if (wrapped && item !== undefined) {
    item.push(line)
    return open
  }
  return { kind: 'p', texts: [line] }
}

const closed = (open: Open): Block[] => {
  switch (open.kind) {
    case 'none':
      return []
    case 'p':
      return [paragraph(open.texts.join(' '))]
    case 'h2':
      return [{ kind: 'h2', spans: spansOf(open.texts) }]
    case 'ul':
      return [{ kind: 'ul', items: open.items.map(spansOf) }]
    default:
      return open satisfies never
  }
}

const spansOf = (texts: readonly string[]): Span[] => [{ text: texts.join(' ') }]
