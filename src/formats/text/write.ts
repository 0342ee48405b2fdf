import { type Block, plain, textOfBlock } from '../../domain/body.ts'
import type { Writable } from '../document.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { legal, oneLine } from '../xml.ts'

/** Plain text: notes and correction line first, then headline, deck, byline, body, each apart by an empty line.
 *  Marks what `readText` reads back: `## ` before a subheading, `- ` before a list item. */
export const writeText = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const parts = [
    ...view.edNotes.map(oneLine),
    oneLine(view.line ?? ''),
    oneLine(view.headline),
    oneLine(view.deck ?? ''),
    view.bylines.map(oneLine).join(', '),
    ...paragraphsOf(view, rendering.agency),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** `WASHINGTON (DL) - `, or nothing without a dateline. */
const datelineLead = (dateline: string | null, agency: Agency): string =>
  dateline === null ? '' : `${oneLine(dateline)} (${agency.code.toUpperCase()}) - `

const paragraphsOf = (view: Shown, agency: Agency): string[] => {
  const texts = view.body.map(textOf)
  const lead = datelineLead(view.dateline, agency)
  if (view.body[0]?.kind !== 'p') return [lead.trimEnd(), ...texts]
  return [lead + texts[0], ...texts.slice(1)]
}

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'h2':
      return `## ${oneLine(plain(block.spans))}`
    case 'ul':
      return block.items.map(item => `- ${oneLine(plain(item))}`).join('\n')
    case 'ol':
      return block.items.map((item, i) => `${i + 1}. ${oneLine(plain(item))}`).join('\n')
    case 'p':
    case 'blockquote':
      return oneLine(plain(block.spans))
    case 'table':
    case 'figure':
      return legal(textOfBlock(block))
    default:
      return block satisfies never
  }
}
