import { isAddress } from './schema.ts'

/** Elements whose content is kept as a block of our own. */
const blocks: Readonly<Record<string, string>> = {
  ...{ H1: 'h2', H2: 'h2', H3: 'h2', H4: 'h2', H5: 'h2', H6: 'h2', P: 'p', PRE: 'p', BLOCKQUOTE: 'blockquote' },
  ...{
    UL: 'ul',
    OL: 'ol',
    LI: 'li',
    TABLE: 'table',
    TR: 'tr',
    TD: 'td',
    TH: 'th',
    FIGURE: 'figure',
    FIGCAPTION: 'figcaption',
  },
}
const dropped = new Set([
  'SCRIPT',
  'STYLE',
  'HEAD',
  'TITLE',
  'META',
  'LINK',
  'TEMPLATE',
  'NOSCRIPT',
  'SVG',
  'OBJECT',
  'IFRAME',
])
/** Within which no other block can stand. */
const single = new Set(['LI', 'TD', 'TH', 'BLOCKQUOTE', 'P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'])

/** What is pasted from the web, a word processor or a mail, with nothing but the news vocabulary left of it. */
export const cleanPaste = (html: string): string => {
  const { body } = new DOMParser().parseFromString(tame(html), 'text/html')
  const clean = document.implementation.createHTMLDocument('').body
  // ProseMirror's own clipboard says there how deep its slice is open.
  const slice = body.querySelector('[data-pm-slice]')
  copy(body, clean, false)
  const first = clean.firstElementChild
  if (slice !== null && first !== null) first.setAttribute('data-pm-slice', slice.getAttribute('data-pm-slice') ?? '')
  return clean.innerHTML
}

/** Without what the policy of the page would complain of: style sheets, scripts and handlers; styles under another name. */
const tame = (html: string): string =>
  html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/giu, '')
    .replace(/<[a-z][^>]*>/giu, tag =>
      tag.replace(/\sstyle\s*=/giu, ' data-style=').replace(/\son[a-z]+\s*=/giu, ' data-on='),
    )

/** @param isInline within a block that can hold no other: what were blocks become words with a space between */
const copy = (from: Node, to: Element, isInline: boolean): void => {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append((node.textContent ?? '').replace(/[\s\u00a0]+/gu, ' '))
    else if (node instanceof HTMLElement && !dropped.has(node.tagName)) copyElement(node, to, isInline)
  }
}

const copyElement = (element: HTMLElement, to: Element, isInline: boolean): void => {
  const name = blocks[element.tagName]
  if (element.tagName === 'BR') {
    to.append(' ')
    return
  }
  if (isWordListItem(element)) {
    copyListItem(element, to)
    return
  }
  if (name !== undefined && !isInline && !holdsBlocks(element)) {
    const made = to.ownerDocument.createElement(name)
    if (name === 'figure' && element.dataset.item) made.dataset.item = element.dataset.item
    copy(element, made, single.has(element.tagName))
    to.append(made)
    return
  }
  if (isInline && name !== undefined) {
    to.append(' ')
    copy(element, to, true)
    to.append(' ')
    return
  }
  const marked = marksOf(element).reduce((parent, mark) => {
    parent.append(mark)
    return mark
  }, to)
  copy(element, marked, isInline)
}

/** A quotation or an element of that kind that consists of paragraphs: they are taken out of it. */
const holdsBlocks = (element: HTMLElement): boolean =>
  (element.tagName === 'BLOCKQUOTE' || element.tagName === 'P') &&
  element.querySelector('p, ul, ol, table, h1, h2, h3') !== null

/** Bold and italic by element or by style; some programs wrap everything in a `b` that is not bold. */
const marksOf = (element: HTMLElement): HTMLElement[] => {
  const { tagName } = element
  const style = element.dataset.style ?? ''
  const weight = /font-weight:\s*(\w+)/iu.exec(style)?.[1] ?? ''
  const slant = /font-style:\s*(\w+)/iu.exec(style)?.[1] ?? ''
  const isBold = weight === '' ? tagName === 'B' || tagName === 'STRONG' : weight === 'bold' || Number(weight) >= 600
  const isItalic = slant === '' ? tagName === 'I' || tagName === 'EM' : slant === 'italic'
  const href = tagName === 'A' ? (element.getAttribute('href') ?? '') : ''
  const link = document.createElement('a')
  if (isAddress(href)) link.setAttribute('href', href)
  return [
    ...(isAddress(href) ? [link] : []),
    ...(isItalic ? [document.createElement('em')] : []),
    ...(isBold ? [document.createElement('strong')] : []),
  ]
}

/** Word writes lists as paragraphs with a bullet of its own before them. */
const isWordListItem = (element: HTMLElement): boolean =>
  element.tagName === 'P' && /MsoListParagraph|MsoListBullet|MsoListNumber/u.test(element.className)

const copyListItem = (element: HTMLElement, to: Element): void => {
  const text = (element.textContent ?? '').trim()
  const name = /^\d{1,3}[.)]/u.test(text) ? 'ol' : 'ul'
  const last = to.lastElementChild
  const list = last?.tagName.toLowerCase() === name ? last : to.appendChild(to.ownerDocument.createElement(name))
  const item = list.appendChild(to.ownerDocument.createElement('li'))
  copy(element, item, true)
  const [lead = ''] = /^\s*(?:[·•▪§o–-]|\d{1,3}[.)])\s+/u.exec(item.textContent ?? '') ?? []
  dropLead(item, lead.length)
}

/** Takes so many letters away from the beginning. */
const dropLead = (element: Element, count: number): void => {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let left = count; left > 0 && walker.nextNode(); ) {
    const node = walker.currentNode as Text
    const gone = Math.min(left, node.data.length)
    node.deleteData(0, gone)
    left -= gone
  }
}
