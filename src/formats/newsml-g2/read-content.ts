import { type Body, paragraph, textOfBody } from '../../domain/body.ts'
import { type NitfBody, readNitfBody } from '../nitf/body.ts'
import { looksLikeHtml, readHtmlBody } from '../read/html-body.ts'
import {
  attributeOf,
  childAt,
  childrenOf,
  descendantsOf,
  type Element,
  innerMarkupOf,
  isElement,
  markupOf,
  rawTextOf,
  textOf,
} from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'
import { oneLine } from '../xml.ts'

/** The words that stand in the content of an item, and what its markup says of them; NITF repeats there what the metadata say. */
export interface InnerContent {
  readonly body: Body
  readonly headline: string | null
  readonly deck: string | null
  readonly dateline: string | null
  readonly bylines: readonly string[]
  /** The body was one text node of HTML, as in the HAS dialect, whose first words are `CITY (CODE) - `. */
  readonly isEscaped: boolean
  /** What the text shows: media of NITF, pictures of HTML. */
  readonly shown: Pick<NitfBody, 'media' | 'images'>
}

interface Around {
  readonly base: string | null
  readonly remarks: Remark[]
}

const nothing: InnerContent = {
  body: [],
  headline: null,
  deck: null,
  dateline: null,
  bylines: [],
  isEscaped: false,
  shown: { media: [], images: [] },
}

/** The one of a contentSet's inline contents that has most words: they are renditions of the same (G2 specification §contentSet). */
export const readContent = (contentSet: Element | null, around: Around): InnerContent => {
  const contents = [
    ...childrenOf(contentSet, 'inlineXML').map(each => contentOfXml(each, around)),
    ...childrenOf(contentSet, 'inlineData').map(each => contentOfData(each, around)),
  ]
  if (contents.length > 1) {
    around.remarks.push({
      kind: 'lost',
      field: 'body',
      detail: `all of ${contents.length} inline contents but the longest`,
    })
  }
  const lengths = contents.map(content => textOfBody(content.body).length)
  return contents[lengths.indexOf(Math.max(...lengths))] ?? nothing
}

const contentOfXml = (inline: Element, around: Around): InnerContent => {
  const elements = inline.children.filter(isElement)
  if (elements.length === 0) return contentOfText(rawTextOf(inline), around)
  const nitf = elements.find(element => element.name === 'nitf')
  return nitf === undefined ? contentOfXhtml(inline, around) : contentOfNitf(nitf, around)
}

const contentOfNitf = (nitf: Element, { base, remarks }: Around): InnerContent => {
  const read = readNitfBody(nitf, base)
  for (const name of read.lost) remarks.push({ kind: 'lost', field: 'body', detail: `<${name}> and what is in it` })
  const isEscaped = !descendantsOf(nitf, 'body.content').some(content => content.children.some(isElement))
  return { ...read, isEscaped, shown: read }
}

/** A whole page, a fragment, or elements in no namespace at all. dpa puts key words, headline and byline into a header before the text, and its teaser. */
const contentOfXhtml = (inline: Element, around: Around): InnerContent => {
  const html = childAt(inline, 'html') ?? inline
  const page = childAt(html, 'body') ?? html
  const main = descendantsOf(page, 'section').find(section => hasClass(section, 'main'))
  const isAside = (node: Element) => node.name === 'header' || hasClass(node, 'teaser')
  const kept = (main ?? page).children.filter(node => !isElement(node) || !isAside(node))
  const skipped = page.children.filter(isElement).some(isAside)
  if (skipped) around.remarks.push({ kind: 'lost', field: 'body', detail: 'a header before the text' })
  const read = contentOfHtml(kept.map(markupOf).join(''), around)
  return { ...read, headline: textOf(childAt(html, 'head', 'title')) }
}

const hasClass = (element: Element, name: string): boolean =>
  attributeOf(element, 'class')?.split(/\s+/u).includes(name) === true

const contentOfData = (inline: Element, around: Around): InnerContent => {
  const text = rawTextOf(inline)
  const isBase64 = /base64/iu.test(attributeOf(inline, 'encoding') ?? attributeOf(inline, 'encodinguri') ?? '')
  if (!isBase64) return inline.children.some(isElement) ? contentOfXhtml(inline, around) : contentOfText(text, around)
  if (/^(?:text\/|application\/(?:xhtml\+)?xml)/iu.test(attributeOf(inline, 'contenttype') ?? '')) {
    return contentOfText(Buffer.from(text, 'base64').toString('utf8'), around)
  }
  around.remarks.push({ kind: 'lost', field: 'body', detail: `inline data of ${attributeOf(inline, 'contenttype')}` })
  return nothing
}

/** Escaped HTML, or plain text: paragraphs are parted by empty lines where there are any, otherwise by line ends. */
const contentOfText = (text: string, around: Around): InnerContent => {
  if (looksLikeHtml(text)) return contentOfHtml(text, around)
  const lines = text.trim().split(/\r?\n[ \t]*\r?\n/u)
  const parts = lines.length > 1 ? lines : text.split(/\r?\n/u)
  const body = parts.map(oneLine).filter(part => part !== '')
  return { ...nothing, body: body.map(paragraph) }
}

const contentOfHtml = (html: string, { base, remarks }: Around): InnerContent => {
  const { body, lost, media } = readHtmlBody(html, base)
  for (const name of lost) remarks.push({ kind: 'lost', field: 'body', detail: `<${name}> and what is in it` })
  return { ...nothing, body, shown: { media: [], images: media } }
}

/** The paragraphs of a description: parted by `br`, by XHTML, or not at all. HTML that was escaped counts as such where it opens the text. */
export const paragraphsOf = (description: Element): Body => {
  const text = rawTextOf(description)
  if (description.children.some(isElement)) return readHtmlBody(innerMarkupOf(description)).body
  if (/^\s*<[a-z]+[^<>]*>/iu.test(text) && looksLikeHtml(text)) return readHtmlBody(text).body
  const words = oneLine(text)
  return words === '' ? [] : [paragraph(words)]
}
