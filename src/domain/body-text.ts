import type { Block, Body, Span } from './body.ts'
import { plain } from './body.ts'
import { canonicalJson } from './canonical.ts'
import { joinSpans, readSpans, writeSpans } from './inline-text.ts'

/**
 * A body as an editor types it. An empty line parts paragraphs; `## ` begins a subheading, `- ` a list item, `1) ` a numbered one, `> ` a
 * quotation. Blocks that cannot be said so (tables, pictures, text with line breaks inside) stay in `kept` as they were, and a
 * line `[[table 1: …]]` stands where each of them stood: it may be moved or taken out, not edited.
 */
export interface BodyText {
  readonly text: string
  readonly kept: Body
}

/** A line `[[…]]` that names none of the kept blocks. */
export interface UnknownBlock {
  readonly line: string
}

const keptLine = /^\[\[\s*\p{L}+ (\d{1,4})\s*(?::[^\]]*)?\]\]$/u
const starts = { h2: /^##[ \t]+/u, ul: /^-[ \t]+/u, ol: /^\d{1,4}\)[ \t]+/u, blockquote: /^>[ \t]?/u } as const
type Start = keyof typeof starts

/** Reads what an editor typed; line breaks within a paragraph become spaces. Never fails: `unknown` lists lines `[[…]]` that lead nowhere. */
export const readBody = ({ text, kept }: BodyText): { body: Body; unknown: readonly UnknownBlock[] } => {
  const body: Block[] = []
  const unknown: UnknownBlock[] = []
  for (const { start, lines } of runsOf(text)) {
    const [first = ''] = lines
    const named = start === 'p' ? keptLine.exec(first) : null
    if (named !== null) {
      const block = kept[Number(named[1]) - 1]
      if (block === undefined) unknown.push({ line: first })
      else body.push(block)
    } else if (start === 'ul' || start === 'ol') {
      body.push({ kind: start, items: lines.map(readSpans) })
    } else {
      const spans = readSpans(lines.join(' '))
      if (spans.length > 0) body.push({ kind: start, spans })
    }
  }
  return { body, unknown }
}

interface Run {
  readonly start: Start | 'p'
  readonly lines: string[]
}

/** Lines that make one block each, without what they start with. */
const runsOf = (text: string): Run[] => {
  const runs: Run[] = []
  let open: Run | null = null
  for (const raw of text.split(/\r\n|\r|\n/u)) {
    const line = trimmed(raw)
    if (line === '') {
      open = null
      continue
    }
    const start = startOf(line)
    const rest = start === 'p' ? line : trimmed(line.replace(starts[start], ''))
    const isAlone = keptLine.test(line)
    if (open !== null && open.start === start && start !== 'h2' && !isAlone) {
      open.lines.push(rest)
      continue
    }
    const run: Run = { start, lines: [rest] }
    runs.push(run)
    open = isAlone ? null : run
  }
  return runs
}

const startOf = (line: string): Start | 'p' => {
  for (const [start, pattern] of Object.entries(starts)) if (pattern.test(line)) return start as Start
  return 'p'
}

/** Without white space at both ends, but with an escaped one. */
const trimmed = (raw: string): string => {
  const line = raw.trimEnd()
  const slashes = /\\*$/u.exec(line)?.[0].length ?? 0
  return (slashes % 2 === 1 ? raw.slice(0, line.length + 1) : line).trimStart()
}

/** Writes a body for an editor; `readBody` gives it back, with neighbouring spans of the same look made one. */
export const writeBody = (body: Body): BodyText => {
  const kept: Block[] = []
  const texts = body.map(block => {
    const text = textOf(block)
    const again = text === null ? [] : readBody({ text, kept: [] }).body
    if (text !== null && again.length === 1 && canonicalJson(again[0]) === canonicalJson(joinedBlock(block)))
      return text
    kept.push(block)
    return `[[${nameOf(block)} ${kept.length}${gistOf(block)}]]`
  })
  return { text: texts.join('\n\n'), kept }
}

const textOf = (block: Block): string | null => {
  switch (block.kind) {
    case 'p':
      return paragraphOf(writeSpans(block.spans))
    case 'h2':
      return `## ${writeSpans(block.spans)}`
    case 'blockquote':
      return `> ${writeSpans(block.spans)}`
    case 'ul':
      return block.items.map(spans => `- ${writeSpans(spans)}`).join('\n')
    case 'ol':
      return block.items.map((spans, i) => `${i + 1}) ${writeSpans(spans)}`).join('\n')
    case 'table':
    case 'figure':
      return null
    default:
      return block satisfies never
  }
}

/** A paragraph that happens to begin like something else begins with a `\`. */
const paragraphOf = (text: string): string => {
  if (startOf(text) === 'p') return text
  return /^\d/u.test(text) ? text.replace(')', '\\)') : `\\${text}`
}

/** The block with neighbouring spans of the same look made one: equal for every reader. */
export const joinedBlock = (block: Block): Block => {
  switch (block.kind) {
    case 'p':
    case 'h2':
    case 'blockquote':
      return { kind: block.kind, spans: joinSpans(block.spans) }
    case 'ul':
    case 'ol':
      return { kind: block.kind, items: block.items.map(joinSpans) }
    case 'table':
    case 'figure':
      return block
    default:
      return block satisfies never
  }
}

const nameOf = (block: Block): string =>
  block.kind === 'table' ? 'table' : block.kind === 'figure' ? 'picture' : 'block'

/** A few words to know a kept block by. */
const gistOf = (block: Block): string => {
  const words = plain(spansToTell(block))
    .replace(/[\s[\]]+/gu, ' ')
    .trim()
  return words === '' ? '' : `: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`
}

const spansToTell = (block: Block): readonly Span[] => {
  if (block.kind === 'table') return (block.rows[0] ?? []).flatMap(cell => [...cell, { text: ' ' }])
  if (block.kind === 'figure') return block.caption
  return 'items' in block ? block.items.flat() : block.spans
}
