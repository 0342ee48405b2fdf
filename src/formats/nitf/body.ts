import type { Body } from '../../domain/body.ts'
import { looksLikeHtml, readHtmlBody, type Shown } from '../read/html-body.ts'
import { readMoment } from '../read/moments.ts'
import { childAt, childrenOf, descendantsOf, type Element, isElement, rawTextOf, textOf } from '../read/xml-tree.ts'
import { htmlOfNitf, htmlOfPlain, type NitfMarkup } from './markup.ts'

/** What the `body` of a NITF document says, wherever the document stands: alone or inside NewsML. */
export interface NitfBody {
  readonly headline: string | null
  readonly deck: string | null
  readonly dateline: string | null
  readonly bylines: string[]
  readonly body: Body
  /** Elements whose content was left out. */
  readonly lost: string[]
  /** What stands in `abstract` where `hl2` is the deck already. */
  readonly abstract: string | null
  readonly media: NitfMarkup['media']
  /** The links of a collection. */
  readonly members: NitfMarkup['members']
  /** Pictures shown by HTML that stands in place of NITF. */
  readonly images: readonly Shown[]
}

/** Reads NITF of any version 2.5 to 3.6, and the HAS dialect, whose `body.content` is one text node of HTML and whose headline stands in `headline`.
 *  @param base for relative links of the body */
export const readNitfBody = (nitfElement: Element, base: string | null): NitfBody => {
  const top = childAt(nitfElement, 'body') ?? nitfElement
  const head = childAt(top, 'body.head')
  const contents = childrenOf(top, 'body.content').map(contentOf)
  const tagline = childAt(top, 'body.end', 'tagline')
  const ended = tagline === null ? '' : htmlOfPlain(textOf(tagline) ?? '')
  const read = readHtmlBody(contents.map(({ html }) => html).join('') + ended, base)
  const subheads = headsOf(head, 'hl2')
  const abstract = textOf(childAt(head, 'abstract'))
  return {
    headline: headsOf(head, 'hl1') ?? bareHead(head) ?? textOf(childAt(nitfElement, 'head', 'title')),
    deck: subheads ?? abstract,
    abstract: subheads === null ? null : abstract,
    dateline: datelineOf(childAt(head, 'dateline')),
    bylines: childrenOf(head, 'byline').flatMap(bylinesOf),
    body: read.body,
    lost: [...read.lost],
    media: contents.flatMap(({ media }) => media),
    members: contents.flatMap(({ members }) => members),
    images: read.media,
  }
}

const contentOf = (content: Element): NitfMarkup => {
  if (content.children.some(isElement)) return htmlOfNitf(content)
  const text = rawTextOf(content)
  return { html: looksLikeHtml(text) ? text : htmlOfPlain(text), media: [], members: [] }
}

const headlines = ['hedline', 'headline']

const headsOf = (head: Element | null, name: string): string | null => {
  const found = headlines.flatMap(each => childrenOf(head, each)).flatMap(each => childrenOf(each, name))
  const words = found.flatMap(each => textOf(each) ?? [])
  return words.length === 0 ? null : words.join(' ')
}

/** The words of a `hedline` without `hl1`. */
const bareHead = (head: Element | null): string | null => {
  const found = headlines.flatMap(each => childrenOf(head, each))[0]
  return found === undefined
    ? null
    : textOf({ ...found, children: found.children.filter(each => !isElement(each) || each.name !== 'hl2') })
}

/** The place: what `location` says, otherwise the words beside the date; a dateline that is nothing but a date has none. */
const datelineOf = (dateline: Element | null): string | null => {
  if (dateline === null) return null
  const places = childrenOf(dateline, 'location').flatMap(each => textOf(each) ?? [])
  if (places.length > 0) return places.map(each => each.replaceAll(' ,', ',')).join(' / ')
  const words = textOf({
    ...dateline,
    children: dateline.children.filter(each => !isElement(each) || each.name !== 'story.date'),
  })
  return words === null || readMoment(words, null) !== null || !/\p{L}/u.test(words) ? null : words
}

const by = /^(?:by|par)\s+(?=\S)/iu

/** The names: of persons where they are marked, otherwise what stands beside the title, otherwise the title, in which HAS names authors. */
const bylinesOf = (byline: Element): string[] => {
  const persons = descendantsOf(byline, 'person').flatMap(each => textOf(each) ?? [])
  if (persons.length > 0) return persons
  const words = textOf({
    ...byline,
    children: byline.children.filter(each => !isElement(each) || each.name !== 'byttl'),
  })
  if (words !== null) return [words.replace(by, '')]
  return childrenOf(byline, 'byttl')
    .flatMap(each => (textOf(each) ?? '').split(', '))
    .filter(each => each !== '')
}
