import type { Node } from 'prosemirror-model'
import type { Block, Body, Span } from '../../domain/body.ts'
import { type BodyText, readBody, writeBody } from '../../domain/body-text.ts'
import type { ItemId } from '../../domain/ids.ts'
import { joinSpans } from '../../domain/inline-text.ts'
import { markType, nodeType, schema } from './schema.ts'

/** A body as the editor holds it; `bodyOf` gives it back with neighbouring spans of the same look made one. A body of nothing is an empty
 *  paragraph. */
export const documentOf = (body: Body): Node => {
  const blocks = body.flatMap(nodeOf)
  return schema.topNodeType.create(null, blocks.length === 0 ? nodeType('paragraph').create() : blocks)
}

const nodeOf = (block: Block): Node[] => {
  switch (block.kind) {
    case 'p':
      return [nodeType('paragraph').create(null, textsOf(block.spans))]
    case 'h2':
      return [nodeType('heading').create(null, textsOf(block.spans))]
    case 'blockquote':
      return [nodeType('blockquote').create(null, textsOf(block.spans))]
    case 'ul':
    case 'ol': {
      const items = block.items.map(spans => nodeType('list_item').create(null, paragraphOf(spans)))
      return items.length === 0
        ? []
        : [nodeType(block.kind === 'ul' ? 'bullet_list' : 'ordered_list').create(null, items)]
    }
    case 'table':
      return tableOf(block)
    case 'figure':
      return [nodeType('figure').create({ item: block.item }, textsOf(block.caption))]
    default:
      return block satisfies never
  }
}

const paragraphOf = (spans: readonly Span[]): Node => nodeType('paragraph').create(null, textsOf(spans))

const tableOf = ({ header, rows }: Block & { kind: 'table' }): Node[] => {
  const width = Math.max(0, ...rows.map(row => row.length))
  if (width === 0) return []
  const made = rows.map((row, r) => {
    const type = nodeType(header && r === 0 ? 'table_header' : 'table_cell')
    const cells = Array.from({ length: width }, (_, c) => type.create(null, paragraphOf(row[c] ?? [])))
    return nodeType('table_row').create(null, cells)
  })
  return [nodeType('table').create(null, made)]
}

const textsOf = (spans: readonly Span[]): Node[] =>
  joinSpans(spans).map(({ text, strong, em, href }) =>
    schema.text(text, [
      ...(href === undefined ? [] : [markType('link').create({ href })]),
      ...(em ? [markType('em').create()] : []),
      ...(strong ? [markType('strong').create()] : []),
    ]),
  )

/** What the editor holds as a body; empty paragraphs and items and white space at the ends of a block are left out. */
export const bodyOf = (doc: Node): Body => {
  const body: Block[] = []
  doc.forEach(node => {
    const block = blockOf(node)
    if (block !== null) body.push(block)
  })
  return body
}

const kinds = { paragraph: 'p', heading: 'h2', blockquote: 'blockquote' } as const
const lists = { bullet_list: 'ul', ordered_list: 'ol' } as const

const blockOf = (node: Node): Block | null => {
  const { name } = node.type
  if (name === 'table') return tableBlock(node)
  if (name === 'figure') return { kind: 'figure', item: node.attrs.item as ItemId, caption: spansOf(node) }
  if (name === 'bullet_list' || name === 'ordered_list') {
    const items = node.children.map(item => spansOf(item.child(0))).filter(spans => spans.length > 0)
    return items.length === 0 ? null : { kind: lists[name], items }
  }
  const spans = spansOf(node)
  return spans.length === 0 ? null : { kind: kinds[name as keyof typeof kinds], spans }
}

const tableBlock = (table: Node): Block => ({
  kind: 'table',
  header: table.child(0).children.every(cell => cell.type.name === 'table_header'),
  rows: table.children.map(row => row.children.map(cell => spansOf(cell.child(0)))),
})

const spansOf = (block: Node): Span[] => {
  const spans = block.children.map(spanOf)
  const first = spans[0]
  if (first !== undefined) spans[0] = { ...first, text: first.text.trimStart() }
  const last = spans.at(-1)
  if (last !== undefined) spans[spans.length - 1] = { ...last, text: last.text.trimEnd() }
  return joinSpans(spans)
}

const spanOf = (text: Node): Span => {
  const href = text.marks.find(mark => mark.type.name === 'link')?.attrs.href
  return {
    text: text.text ?? '',
    ...(markType('strong').isInSet(text.marks) ? { strong: true } : {}),
    ...(markType('em').isInSet(text.marks) ? { em: true } : {}),
    ...(typeof href === 'string' ? { href } : {}),
  }
}

/** The convention of domain/body-text.ts as the editor holds it; a line `[[…]]` that leads nowhere stays as it was typed. */
export const documentOfText = (text: BodyText): Node => {
  const { unknown } = readBody(text)
  const lost = new Set(unknown.map(each => each.line))
  const escaped = text.text
    .split('\n')
    .map(line => (lost.has(line.trim()) ? line.replace('[[', '\\[\\[') : line))
    .join('\n')
  return documentOf(readBody({ ...text, text: escaped }).body)
}

/** What the editor holds in the convention of domain/body-text.ts. */
export const textOfDocument = (doc: Node): BodyText => writeBody(bodyOf(doc))
