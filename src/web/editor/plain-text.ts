import type { Node } from 'prosemirror-model'

/** A block of text in the plain text and in the document. */
interface Stretch {
  /** Where it begins in the plain text. */
  readonly start: number
  /** Where its first letter stands in the document. */
  readonly pos: number
  readonly text: string
}

/** The document as plain text, and the way back from a place in it. */
export interface PlainText {
  /** Every paragraph, subheading, quotation, list item, cell and caption, parted by an empty line. */
  readonly text: string
  readonly stretches: readonly Stretch[]
}

const gap = '\n\n'

export const plainTextOf = (doc: Node): PlainText => {
  const stretches: Stretch[] = []
  let start = 0
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const text = node.textContent
    stretches.push({ start, pos: pos + 1, text })
    start += text.length + gap.length
    return false
  })
  return { text: stretches.map(each => each.text).join(gap), stretches }
}

/** The place in the document of an offset in the plain text; null between two blocks or beyond the end. */
export const placeOf = ({ stretches }: PlainText, offset: number): number | null => {
  const found = stretches.findLast(each => each.start <= offset)
  if (found === undefined || offset > found.start + found.text.length) return null
  return found.pos + offset - found.start
}
