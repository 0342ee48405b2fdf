import { mediaOf } from '../nitf/media.ts'
import { withBeside } from '../read/beside.ts'
import { complete, type Found } from '../read/complete.ts'
import { attributeOf, type Element, rawTextOf } from '../read/xml-tree.ts'
import { type ReadDefaults, type Reading, type Source, Unreadable } from '../reading.ts'
import { contentsOf } from './contents.ts'
import { identityOf } from './management.ts'
import { besideOf } from './media.ts'
import { formalName, itemsOf, one } from './parts.ts'
import { storyOf } from './story.ts'
import { readDataContent } from './text.ts'

/** Reads NewsML 1.0 to 1.2, with namespace or without: every NewsItem of the document, and the pictures beside its text as items of their own.
 *  @throws Unreadable where there is no NewsItem in it */
export const readNewsml1 = (root: Element, { defaults }: Source): Reading => {
  const items = itemsOf(root)
  if (items.length === 0) throw new Unreadable('NewsML without a NewsItem')
  const isNews = (item: Element) => notNews(item) === null
  return {
    format: 'newsml-1',
    formatVersion: attributeOf(root, 'Version'),
    items: items
      .filter(isNews)
      .flatMap(item => foundIn(item, root, defaults))
      .map(each => complete(each, defaults)),
    refused: items.flatMap(item => {
      const reason = notNews(item)
      return reason === null ? [] : [{ what: `NewsItem ${identityOf(item).id ?? 'without an id'}`, reason }]
    }),
  }
}

/** What an item is that is no news: vocabularies travel as NewsItems too (NewsML 1.2, NewsItemType). */
const notNews = (item: Element): string | null => {
  if (one(item, 'TopicSet') !== null) return 'a set of topics, not news'
  const type = formalName(one(item, 'NewsManagement', 'NewsItemType'))
  return /^(?:catalog|dtd|topicset|maintenance)$/iu.test(type ?? '') ? `of the type ${type}, not news` : null
}

const title = /^(?:title|headline)$/u
const summary = /^(?:abstract|summary)$/u

const foundIn = (item: Element, root: Element, defaults: ReadDefaults): Found[] => {
  const contents = contentsOf(item)
  const said = (role: RegExp) =>
    contents.texts.filter(each => role.test(each.role)).map(each => rawTextOf(each.content))
  const texts = contents.texts
    .filter(({ role }) => !title.test(role) && !summary.test(role))
    .map(({ content }) => readDataContent(content, defaults.baseUrl))
  const asides = { title: said(title)[0] ?? null, summary: said(summary).join(' ') }
  const story = storyOf(item, { root, contents, texts, asides, zone: defaults.timeZone })
  const beside = [
    ...contents.media.map(each => besideOf(each, defaults.baseUrl)),
    ...texts.flatMap(text => mediaOf(text, defaults.baseUrl)),
  ]
  const hasText = texts.some(({ body }) => body.length > 0)
  return withBeside(story, beside, hasText)
}
