import { type Body, textOfBlock, textOfBody } from '../../domain/body.ts'
import type { ItemType } from '../../domain/ids.ts'
import { readMoment } from '../read/moments.ts'
import { attributeOf, childAt, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'
import { oneLine } from '../xml.ts'
import { type Aliases, type Code, codeOf, languageOf, nameOf, wordsOf } from './codes.ts'
import { withoutLead } from './lead.ts'
import { isAltText, isOfPicture } from './media-facts.ts'
import { type InnerContent, paragraphsOf } from './read-content.ts'

interface Around {
  readonly type: ItemType
  readonly language: string | null
  readonly provider: string | null
  readonly aliases: Aliases
  readonly content: InnerContent
  readonly remarks: Remark[]
}

/** The words for readers: headline, deck, place, names, body or caption, correction line, sources. */
export const readWords = (contentMeta: Element | null, around: Around) => {
  const { aliases, content, remarks, type } = around
  const headline = headlineOf(contentMeta, around) ?? content.headline
  const dateline = datelineOf(contentMeta, around) ?? content.dateline
  const descriptions = describe(contentMeta, aliases)
  const body = type === 'text' || content.body.length > 0 ? content.body : captionOf(descriptions)
  for (const { code, element } of descriptions) {
    const isShown = isAltText(element, aliases) || isDeck(code) || isLine(code) || (type !== 'text' && isCaption(code))
    if (!isShown && textOf(element) !== null) remarks.push(lost('description', textOf(element) ?? ''))
  }
  const sources = childrenOf(contentMeta, 'infoSource').flatMap(each => {
    const name = wordsOf(each, aliases)
    return name === null ? [] : [{ name, uri: attributeOf(each, 'uri') }]
  })
  const others = [around.provider, ...sources.map(each => each.name), textOf(childAt(contentMeta, 'creditline'))]
  return {
    headline,
    deck: firstWords(descriptions.filter(({ code }) => isDeck(code))) ?? content.deck,
    dateline,
    bylines: bylinesOf(contentMeta, aliases, others) ?? content.bylines,
    body: withoutHeadline(withoutLead(body, dateline, content.isEscaped), headline),
    line: firstWords(descriptions.filter(({ code }) => isLine(code))),
    keywords: childrenOf(contentMeta, 'keyword').flatMap(each => textOf(each) ?? []),
    sources,
  }
}

const lost = (field: string, detail: string): Remark => ({ kind: 'lost', field, detail: oneLine(detail).slice(0, 160) })

/** Of several the first in rank, before that the one in the language of the item; what else there is goes into the report. */
const headlineOf = (contentMeta: Element | null, { language, remarks }: Around): string | null => {
  const primary = language?.split('-', 1)[0]?.toLowerCase()
  const rank = (each: Element) => Number(attributeOf(each, 'rank') ?? (attributeOf(each, 'role') === null ? 1 : 2))
  const isForeign = (each: Element) => Number(![undefined, primary].includes(languageOf(each)?.split('-', 1)[0]))
  const [first, ...others] = childrenOf(contentMeta, 'headline')
    .filter(each => textOf(each) !== null)
    .toSorted((a, b) => isForeign(a) - isForeign(b) || rank(a) - rank(b))
  for (const each of others) remarks.push(lost('headline', `another one: ${textOf(each)}`))
  const slug = textOf(childAt(contentMeta, 'slugline'))
  if (slug !== null) remarks.push(lost('slugline', slug))
  return textOf(first)
}

// The pattern that takes the dash off is quadratic in a run of dashes.
const longestDateline = 300

/** The place alone: without agency, date and dash. A dateline that is a date (Reuters) is none; `located` says where it was written, and does instead. */
const datelineOf = (contentMeta: Element | null, { type, provider, remarks, content }: Around): string | null => {
  const written = textOf(childAt(contentMeta, 'dateline'))?.slice(0, longestDateline) ?? null
  if (
    written !== null &&
    /\p{L}/u.test(written) &&
    !/^\d{4}-\d\d-\d\d/u.test(written) &&
    readMoment(written, null) === null
  ) {
    const place = written.replace(/\s*(?:\([^()]*\)\s*)?[-–—]+$/u, '')
    return provider !== null && place.endsWith(`(${provider})`) ? place.slice(0, -provider.length - 2) : place
  }
  const located = childrenOf(contentMeta, 'located').find(each => type === 'text' || !isOfPicture(each)) ?? null
  if (located === null || content.dateline !== null) return null
  const place = nameOf(located, null) ?? attributeOf(located, 'literal')
  if (place !== null)
    remarks.push({ kind: 'guessed', field: 'dateline', detail: 'there is none; taken from where it was written' })
  return place
}

interface Description {
  readonly element: Element
  readonly code: Code | null
}

const describe = (contentMeta: Element | null, aliases: Aliases): Description[] =>
  childrenOf(contentMeta, 'description').map(element => ({ element, code: codeOf(element, aliases, 'role') }))

const isDeck = (code: Code | null): boolean =>
  /^(?:summary|teaser|synthe|abstract|deck|subheadline)$/iu.test(code?.local ?? '')
const isLine = (code: Code | null): boolean => code?.written.endsWith('/cv/description-role/correction') === true
const isShotlist = (code: Code | null): boolean => /shotlist|dopesheet|script|storyline/iu.test(code?.local ?? '')
const isCaption = (code: Code | null): boolean =>
  code === null || isShotlist(code) || /^(?:caption|description|main)$/iu.test(code.local)

const firstWords = (descriptions: readonly Description[]): string | null =>
  descriptions
    .map(({ element }) => textOfBody(paragraphsOf(element)).replaceAll('\n', ' '))
    .find(words => words !== '') ?? null

/** The caption of a picture, then the shot list of a video. */
const captionOf = (descriptions: readonly Description[]): Body => {
  const shown = descriptions.filter(({ code }) => isCaption(code))
  const ordered = [...shown.filter(({ code }) => !isShotlist(code)), ...shown.filter(({ code }) => isShotlist(code))]
  return ordered.flatMap(({ element }) => paragraphsOf(element))
}

const by = /^(?:by|von|par|por|di)\s+(?=\p{Lu})/iu
/** dpa names who created an item by the account, which is no name to print. */
const account = /^[\p{Ll}\d]+[._][\p{Ll}\d]+$/u
const notAuthors = /publisher|source|origprov|provider|distributor|descrwriter/iu

/** The names of `creator` that are no agency, where `by` says the same or nothing; otherwise the words of `by`. null: neither is there. */
const bylinesOf = (
  contentMeta: Element | null,
  aliases: Aliases,
  others: readonly (string | null)[],
): string[] | null => {
  const written = childrenOf(contentMeta, 'by').flatMap(each => textOf(each) ?? [])
  const creators = childrenOf(contentMeta, 'creator').flatMap(creator => {
    const role = `${attributeOf(creator, 'role')} ${attributeOf(creator, 'qcode')}`
    const name = nameOf(creator, null) ?? attributeOf(creator, 'literal')
    return name === null || notAuthors.test(role) ? [] : [oneLine(name)]
  })
  if (written.length > 0) {
    return creators.join(', ') === written.join(', ') ? creators : written.map(each => each.replace(by, ''))
  }
  const people = creators.filter(name => !others.includes(name) && !aliases.has(name) && !account.test(name))
  return people.length === 0 ? null : people
}

/** A page often begins with its own headline. */
const withoutHeadline = (body: Body, headline: string | null): Body => {
  const [first, ...rest] = body
  return first?.kind === 'h2' && headline !== null && textOfBlock(first) === oneLine(headline) ? rest : body
}
