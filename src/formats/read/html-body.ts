import type { Block, Body, Span } from '../../domain/body.ts'
import { isItemId } from '../../domain/ids.ts'
import { Unreadable } from '../reading.ts'
import { parseSome } from './html-events.ts'
import { type MutableSpan, tidy } from './spans.ts'

/** A picture or another file that a body shows. */
export interface Shown {
  readonly href: string
  readonly caption: string | null
}

/** What was made of a body in HTML. */
export interface HtmlBody {
  readonly body: Body
  readonly media: readonly Shown[]
  /** Names of elements that the news vocabulary does not have and whose content was left out: `script`, `iframe`. */
  readonly lost: readonly string[]
}

const left = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'form',
  'select',
  'textarea',
  'button',
  'audio',
  'canvas',
])
const quiet = new Set(['head', 'template', 'noscript'])
const parting = new Set(
  'p div section article main aside header footer address pre figure figcaption hr dl dt dd center details summary nav body html h1 h2 h3 h4 h5 h6 hl1 hl2 block'.split(
    ' ',
  ),
)
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hl1', 'hl2'])
const safeHref = /^(?:https?:\/\/|mailto:)/iu

const mostCharacters = 4 << 20

/**
 * HTML as somebody sent it, whole page or fragment, in the news vocabulary: paragraphs, one kind of subheading, quotations, lists, tables, strong, em, links,
 * figures of our own items. Scripts, styles and embedded things are left out with all in them; of other elements the text stays. Linear in its input.
 * @param base for relative links; null: such links lose their address
 * @throws Unreadable for more than `mostCharacters`
 */
export const readHtmlBody = (html: string, base: string | null = null): HtmlBody => {
  if (html.length > mostCharacters) throw new Unreadable(`a body longer than ${mostCharacters} characters`)
  const blocks: Block[] = []
  const media: Shown[] = []
  const lost = new Set<string>()
  let spans: MutableSpan[] = []
  let kind: 'p' | 'h2' = 'p'
  let quotes = 0
  let strong = 0
  let em = 0
  let skipping = 0
  const links: (string | null)[] = []
  let list: { kind: 'ul' | 'ol'; items: Span[][]; depth: number } | null = null
  let table: { rows: Span[][][]; header: boolean; depth: number } | null = null
  let figure: { item: string | null; hasCaption: boolean } | null = null

  const take = (): Span[] => {
    const taken = tidy(spans)
    spans = []
    return taken
  }
  const flush = () => {
    if (table !== null) return
    const taken = take()
    if (taken.length === 0) return
    if (list !== null) list.items.push(taken)
    else if (figure?.item != null && isItemId(figure.item)) {
      blocks.push({ kind: 'figure', item: figure.item, caption: taken })
      figure = { ...figure, item: null }
    } else blocks.push({ kind: kind === 'h2' ? 'h2' : quotes > 0 ? 'blockquote' : 'p', spans: taken })
  }
  let inCell = false
  const endCell = () => {
    if (table === null) return
    const cell = take()
    if (inCell) table.rows.at(-1)?.push(cell)
    inCell = false
  }
  const write = (text: string) => {
    if (text === '') return
    const href = links.at(-1) ?? null
    const mark: MutableSpan = { text }
    if (strong > 0 && kind === 'p') mark.strong = true
    if (em > 0) mark.em = true
    if (href !== null) mark.href = href
    const last = spans.at(-1)
    if (last !== undefined && last.strong === mark.strong && last.em === mark.em && last.href === mark.href)
      last.text += text
    else spans.push(mark)
  }
  const endList = () => {
    flush()
    if (list !== null && list.items.length > 0) blocks.push({ kind: list.kind, items: list.items })
    list = null
  }
  const endTable = () => {
    endCell()
    const rows = table?.rows.filter(row => row.some(cell => cell.length > 0)) ?? []
    if (table !== null && rows.length > 0) blocks.push({ kind: 'table', header: table.header, rows })
    table = null
  }

  const open = (name: string, attributes: Record<string, string>) => {
    if (skipping > 0 || left.has(name)) {
      if (skipping === 0 && !quiet.has(name)) lost.add(name)
      skipping++
      return
    }
    if (name === 'br') return list === null && table === null ? flush() : write(' ')
    if (name === 'img') {
      const href = absolute(attributes.src ?? '', base)
      if (href !== null) media.push({ href, caption: oneSpace(attributes.alt ?? '') })
      return
    }
    if (name === 'ul' || name === 'ol') {
      if (table !== null) return write(' ')
      flush()
      if (list === null) list = { kind: name, items: [], depth: 1 }
      else list.depth++
      return
    }
    if (name === 'li') return list === null ? flush() : flush()
    if (name === 'table') {
      if (table !== null) return void table.depth++
      endList()
      flush()
      table = { rows: [], header: false, depth: 1 }
      return
    }
    if (table !== null && name === 'tr') {
      endCell()
      return void table.rows.push([])
    }
    if (table !== null && (name === 'td' || name === 'th')) {
      endCell()
      if (table.rows.length === 0) table.rows.push([])
      if (name === 'th' && table.rows.length === 1 && table.rows[0]?.length === 0) table.header = true
      inCell = true
      return
    }
    if (table !== null && parting.has(name)) return write(' ')
    if (name === 'blockquote' || name === 'bq') {
      flush()
      return void quotes++
    }
    if (parting.has(name)) {
      flush()
      if (headings.has(name) && list === null) kind = 'h2'
      else if (name === 'p' || name === 'div') kind = 'p'
      if (name === 'figure') figure = { item: attributes['data-item'] ?? null, hasCaption: false }
      return
    }
    if (name === 'strong' || name === 'b') strong++
    else if (name === 'em' || name === 'i') em++
    else if (name === 'a') links.push(absolute(attributes.href ?? '', base))
  }

  const close = (name: string) => {
    if (skipping > 0) return void skipping--
    if (name === 'ul' || name === 'ol') {
      if (list !== null && --list.depth === 0) endList()
      else flush()
    } else if (name === 'table') {
      if (table !== null && --table.depth === 0) endTable()
    } else if (name === 'td' || name === 'th') endCell()
    else if (name === 'blockquote' || name === 'bq') {
      flush()
      quotes = Math.max(0, quotes - 1)
    } else if (name === 'figure') {
      if (figure?.item != null && isItemId(figure.item) && tidy(spans).length === 0) {
        blocks.push({ kind: 'figure', item: figure.item, caption: [] })
        spans = []
      } else flush()
      figure = null
    } else if (name === 'li' || parting.has(name)) {
      flush()
      if (headings.has(name)) kind = 'p'
    } else if (name === 'strong' || name === 'b') strong = Math.max(0, strong - 1)
    else if (name === 'em' || name === 'i') em = Math.max(0, em - 1)
    else if (name === 'a') links.pop()
  }

  const on = { open, close, text: (text: string) => (skipping > 0 ? undefined : write(text)) }
  for (let rest = html; rest !== ''; ) {
    rest = parseSome(rest, on)
    ;[strong, em, skipping] = [0, 0, 0]
    links.length = 0
  }
  endTable()
  endList()
  flush()
  return { body: blocks, media, lost: [...lost] }
}

const oneSpace = (text: string): string | null => {
  const folded = text.replace(/\s+/gu, ' ').trim()
  return folded === '' ? null : folded
}

const absolute = (address: string, base: string | null): string | null => {
  const trimmed = address.trim()
  if (safeHref.test(trimmed)) return trimmed.slice(0, 2000)
  if (base === null || trimmed === '' || /^[a-z][a-z\d+.-]*:/iu.test(trimmed)) return null
  return URL.canParse(trimmed, base) ? new URL(trimmed, base).href : null
}

/** Whether a text is HTML rather than plain: it has a tag of the kind that bodies have. */
export const looksLikeHtml = (text: string): boolean =>
  /<\/?(?:p|br|div|b|i|em|strong|a|ul|ol|li|table|h[1-6]|span|blockquote|img|figure)\b[^<>]*>/iu.test(text)
