import type { Block, Body, Span } from '../domain/body.ts'
import { escapeXml } from './xml.ts'

const safeHref = /^(?:https?:\/\/|mailto:)/iu

/** The body as an HTML fragment that is well-formed XML too, one block a line. `lead` is plain text put before the first paragraph:
 *  a dateline. Links that are neither http(s) nor mailto lose their address. */
export const htmlOfBody = (body: Body, lead = ''): string => {
  if (lead === '') return body.map(htmlOfBlock).join('\n')
  const [first, ...rest] = body
  if (first?.kind === 'p') {
    return [`<p>${escapeXml(lead)}${htmlOfSpans(first.spans)}</p>`, ...rest.map(htmlOfBlock)].join('\n')
  }
  return [`<p>${escapeXml(lead)}</p>`, ...body.map(htmlOfBlock)].join('\n')
}

const htmlOfBlock = (block: Block): string => {
  switch (block.kind) {
    case 'p':
    case 'h2':
      return `<${block.kind}>${htmlOfSpans(block.spans)}</${block.kind}>`
    case 'blockquote':
      return `<blockquote><p>${htmlOfSpans(block.spans)}</p></blockquote>`
    case 'ul':
    case 'ol':
      return `<${block.kind}>${block.items.map(item => `<li>${htmlOfSpans(item)}</li>`).join('')}</${block.kind}>`
    case 'table':
      return htmlOfTable(block.header, block.rows)
    case 'figure':
      return `<figure data-item="${escapeXml(block.item)}"><figcaption>${htmlOfSpans(block.caption)}</figcaption></figure>`
    default:
      return block satisfies never
  }
}

const htmlOfSpans = (spans: readonly Span[]): string => spans.map(htmlOfSpan).join('')

const htmlOfSpan = (span: Span): string => {
  let html = escapeXml(span.text)
  if (span.em) html = `<em>${html}</em>`
  if (span.strong) html = `<strong>${html}</strong>`
  if (span.href !== undefined && safeHref.test(span.href)) html = `<a href="${escapeXml(span.href)}">${html}</a>`
  return html
}

type Rows = readonly (readonly (readonly Span[])[])[]

const htmlOfTable = (header: boolean, rows: Rows): string => {
  const head = header ? rows.slice(0, 1) : []
  const body = header ? rows.slice(1) : rows
  return `<table>${section('thead', 'th', head)}${section('tbody', 'td', body)}</table>`
}

const section = (name: string, cell: string, rows: Rows): string =>
  rows.length === 0 ? '' : `<${name}>${rows.map(row => rowOf(cell, row)).join('')}</${name}>`

const rowOf = (cell: string, row: readonly (readonly Span[])[]): string =>
  `<tr>${row.map(spans => `<${cell}>${htmlOfSpans(spans)}</${cell}>`).join('')}</tr>`
