import type { ItemId } from './ids.ts'

/** A run of text with at most these marks; `href` is absolute http(s) or mailto. */
export interface Span {
  readonly text: string
  readonly strong?: true
  readonly em?: true
  readonly href?: string
}

/** The news vocabulary: what a body may consist of, and nothing else. */
export type Block =
  | { readonly kind: 'p' | 'h2' | 'blockquote'; readonly spans: readonly Span[] }
  | { readonly kind: 'ul' | 'ol'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'table'; readonly header: boolean; readonly rows: readonly (readonly (readonly Span[])[])[] }
  | { readonly kind: 'figure'; readonly item: ItemId; readonly caption: readonly Span[] }

export type Body = readonly Block[]

/** A paragraph of plain text. */
export const paragraph = (text: string): Block => ({ kind: 'p', spans: [{ text }] })

export const plain = (spans: readonly Span[]): string => spans.map(span => span.text).join('')

/** The text of one block; list items and table cells one a line. */
export const textOfBlock = (block: Block): string => {
  switch (block.kind) {
    case 'p':
    case 'h2':
    case 'blockquote':
      return plain(block.spans)
    case 'ul':
    case 'ol':
      return block.items.map(plain).join('\n')
    case 'table':
      return block.rows.map(row => row.map(plain).join('\t')).join('\n')
    case 'figure':
      return plain(block.caption)
    default:
      return block satisfies never
  }
}

/** The body as plain text, blocks separated by an empty line. */
export const textOfBody = (body: Body): string => body.map(textOfBlock).join('\n\n')

/** Words in a text, by spaces: good for Latin and Arabic script, the unit desks count in. */
export const countWords = (text: string): number => text.split(/\s+/u).filter(word => /[\p{L}\p{N}]/u.test(word)).length
