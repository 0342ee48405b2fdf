import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model'
import { tableNodes } from 'prosemirror-tables'

/** Each block finds its own direction: an English quotation within an Arabic story. */
const auto = { dir: 'auto' }

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', auto, 0] },
  heading: {
    content: 'inline*',
    group: 'block',
    defining: true,
    parseDOM: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(tag => ({ tag })),
    toDOM: () => ['h2', auto, 0],
  },
  blockquote: {
    content: 'inline*',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', auto, 0],
  },
  bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: { content: 'paragraph', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  ...tableNodes({ tableGroup: 'block', cellContent: 'paragraph', cellAttributes: {} }),
  /** A picture with its caption; `item` is an item on the wire, or a draft that is sent before the story. */
  figure: {
    content: 'inline*',
    group: 'block',
    attrs: { item: {} },
    isolating: true,
    defining: true,
    draggable: true,
    parseDOM: [
      {
        tag: 'figure[data-item]',
        contentElement: 'figcaption',
        getAttrs: dom => ({ item: dom.getAttribute('data-item') ?? '' }),
      },
    ],
    toDOM: node => ['figure', { 'data-item': node.attrs.item }, ['figcaption', auto, 0]],
  },
  text: { group: 'inline' },
}

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: dom => {
          const href = dom.getAttribute('href') ?? ''
          return isAddress(href) ? { href } : false
        },
      },
    ],
    toDOM: mark => ['a', { href: mark.attrs.href, rel: 'noopener' }, 0],
  },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
}

/** Where a story may lead: as domain/inline-text.ts reads it. */
export const isAddress = (href: string): boolean => /^(?:https?:\/\/|mailto:)[^\s]+$/iu.test(href)

/** The news vocabulary of domain/body.ts as the editor holds it; nothing else can be typed or pasted. */
export const schema = new Schema({ nodes, marks })

type NodeName = 'paragraph' | 'heading' | 'blockquote' | 'bullet_list' | 'ordered_list' | 'list_item' | 'figure'
type TableName = 'table' | 'table_row' | 'table_cell' | 'table_header'

/** A kind of node of the schema. */
export const nodeType = (name: NodeName | TableName) => {
  const type = schema.nodes[name]
  if (type === undefined) throw new RangeError(`no node is called ${name}`)
  return type
}

/** A kind of mark of the schema. */
export const markType = (name: 'link' | 'em' | 'strong') => {
  const type = schema.marks[name]
  if (type === undefined) throw new RangeError(`no mark is called ${name}`)
  return type
}
