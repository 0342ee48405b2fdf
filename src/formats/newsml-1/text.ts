import { type NitfBody, readNitfBody } from '../nitf/body.ts'
import { htmlOfNitf, htmlOfPlain, type NitfMarkup } from '../nitf/markup.ts'
import { looksLikeHtml, readHtmlBody } from '../read/html-body.ts'
import { descendantsOf, type Element, isElement, parseXml, rawTextOf } from '../read/xml-tree.ts'
import { Unreadable } from '../reading.ts'

/** What a DataContent says: the same parts as NITF, of which only NITF has a headline and the rest. */
export type Text = NitfBody

/** Reads a DataContent: NITF, XHTML, loose paragraphs, HTML or NITF in CDATA, plain text. */
export const readDataContent = (content: Element, base: string | null): Text => {
  const nitf = descendantsOf(content, 'nitf')[0]
  if (nitf !== undefined) return readNitfBody(nitf, base)
  if (content.children.some(isElement)) return textOfMarkup(htmlOfNitf(content), base)
  const words = rawTextOf(content).trim()
  const isXml = /^<(?:\?xml|!DOCTYPE nitf|nitf)\b/iu.test(words)
  const inside = isXml ? parsed(words) : null
  if (inside?.name === 'nitf') return readNitfBody(inside, base)
  const html = isXml || looksLikeHtml(words) ? words : htmlOfPlain(words)
  return textOfMarkup({ html, media: [], members: [] }, base)
}

const textOfMarkup = ({ html, media, members }: NitfMarkup, base: string | null): Text => {
  const { body, media: images, lost } = readHtmlBody(html, base)
  return {
    ...{ headline: null, deck: null, abstract: null, dateline: null, bylines: [] },
    ...{ body, media, members, images, lost: [...lost] },
  }
}

/** XML inside a text; null where it is none, and the text is read as HTML. */
const parsed = (words: string): Element | null => {
  try {
    return parseXml(words)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}
