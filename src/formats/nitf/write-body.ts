import type { Block, Body, Span } from '../../domain/body.ts'
import { escapeXml } from '../xml.ts'

const safeHref = /^(?:https?:\/\/|mailto:)/iu

/** A body as block content of NITF 3.6, one block a line. NITF has no strong: it is `em class="bold"`, as agencies write it; a figure is a `media` whose source is
 *  the id of its item. */
export const nitfOfBody = (body: Body): string =>
  body
    .map(nitfOfBlock)
    .filter(block => block !== '')
    .join('\n')

const nitfOfBlock = (block: Block): string => {
  switch (block.kind) {
    case 'p':
    case 'h2':
      return block.kind === 'p' ? `<p>${inline(block.spans)}</p>` : `<hl2>${inline(block.spans)}</hl2>`
    case 'blockquote':
      return `<bq><block><p>${inline(block.spans)}</p></block></bq>`
    case 'ul':
    case 'ol':
      return wrapped(block.kind, block.items.map(item => `<li>${inline(item)}</li>`).join(''))
    case 'table':
      return tableOf(block.header, block.rows)
    case 'figure': {
      const caption = block.caption.length === 0 ? '' : `<media-caption>${inline(block.caption)}</media-caption>`
      return `<media media-type="${mediaTypeOf(block.item)}"><media-reference source="${escapeXml(block.item)}"/>${caption}</media>`
    }
    default:
      return block satisfies never
  }
}

/** `image`, `video` or `other`, by the id of an item. */
export const mediaTypeOf = (item: string): string => {
  const type = item.split(':')[1] ?? ''
  return type === 'picture' || type === 'graph' ? 'image' : type === 'video' ? 'video' : 'other'
}

const inline = (spans: readonly Span[]): string =>
  spans
    .map(({ text, strong, em, href }) => {
      let markup = escapeXml(text)
      if (em) markup = `<em>${markup}</em>`
      if (strong) markup = `<em class="bold">${markup}</em>`
      return href !== undefined && safeHref.test(href) ? `<a href="${escapeXml(href)}">${markup}</a>` : markup
    })
    .join('')

/** The schema wants what it lists to have something in it. */
const wrapped = (name: string, content: string): string => (content === '' ? '' : `<${name}>${content}</${name}>`)

type Rows = readonly (readonly (readonly Span[])[])[]

const tableOf = (header: boolean, rows: Rows): string => {
  const head = header ? rows.slice(0, 1) : []
  const rest = header ? rows.slice(1) : rows
  return wrapped('table', wrapped('thead', rowsOf('th', head)) + wrapped('tbody', rowsOf('td', rest)))
}

const rowsOf = (cell: string, rows: Rows): string =>
  rows.map(row => wrapped('tr', row.map(spans => `<${cell}>${inline(spans)}</${cell}>`).join(''))).join('')
