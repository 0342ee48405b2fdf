import { textOfBody } from '../../domain/body.ts'
import { isItemId, typeOfItemId } from '../../domain/ids.ts'
import type { Found } from '../read/complete.ts'
import { descendantsOf, type Element, textOf } from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'
import type { Contents } from './contents.ts'
import { identityOf, managementOf } from './management.ts'
import { membersOf } from './media.ts'
import { isOfEvent, readMediaFacts } from './media-facts.ts'
import { bylinesIn, keywordsIn, languageIn, placeOf, providerIn, rightsIn, sourcesIn, subjectsIn } from './metadata.ts'
import { namesIn } from './named.ts'
import { all, componentsOf, formalName, linesIn, newsLinesIn, one, propertiesOf } from './parts.ts'
import type { Text } from './text.ts'

interface Parts {
  readonly root: Element
  readonly contents: Contents
  /** Of the story itself. */
  readonly texts: readonly Text[]
  /** Texts that have a place of their own; blank: there is none. */
  readonly asides: { readonly title: string | null; readonly summary: string }
  /** IANA zone of times that name none. */
  readonly zone: string | null
}

/** The story of a NewsItem, whatever stands beside it. */
export const storyOf = (item: Element, { root, contents, texts, asides, zone }: Parts): Found => {
  const components = componentsOf(item, notOfStory(item, contents))
  const under = (name: string) => components.flatMap(each => all(each, name))
  const [lines, described, administrative] = [
    under('NewsLines'),
    under('DescriptiveMetadata'),
    under('AdministrativeMetadata'),
  ]
  const advisories = lines.flatMap(each => newsLinesIn(each, /advisory|editor|instruction/iu))
  const corrections = lines.flatMap(each => newsLinesIn(each, /correction/iu))
  const identity = identityOf(item)
  const management = managementOf(item, advisories, zone)
  const provider = providerIn(administrative, item, root)
  const named = lines.flatMap(bylinesIn)
  const rubrics = descendantsOf(item, 'item_keyword').flatMap(each => textOf(each) ?? [])
  const body = texts.flatMap(text => text.body)
  const story: Found = {
    ...identity,
    ...management,
    type: identity.itemId != null && isItemId(identity.itemId) ? typeOfItemId(identity.itemId) : 'text',
    provider,
    language: languageIn(described, [...components, item]),
    headline: first([
      ...lines.flatMap(each => linesIn(each, 'HeadLine')),
      asides.title,
      ...texts.map(each => each.headline),
    ]),
    deck: first([...lines.flatMap(each => linesIn(each, 'SubHeadLine')), ...texts.map(each => each.deck)]),
    summary: first([asides.summary, ...texts.map(each => each.abstract)]),
    dateline: datelineOf(lines, described, texts),
    bylines: named.length > 0 ? named : texts.flatMap(each => each.bylines),
    body,
    line: corrections.length > 0 ? corrections.join(' ') : null,
    subjects: subjectsIn(described),
    categoryWords: [...described.flatMap(each => propertiesOf(each, 'Category')), ...servicesOf(root), ...rubrics],
    ...namesIn(root, described),
    keywords: [...keywordsIn(lines, described), ...rubrics],
    sources: sourcesIn(administrative, provider),
    rights: rightsIn(components),
    ...(isMedia(identity.itemId) ? { media: readMediaFacts(components) } : {}),
    members: membersOf(contents.references),
    remarks: [...management.remarks, ...remarksOf(item, contents, texts)],
  }
  const isTakenBack = management.signal === 'kill' || management.signal === 'withhold'
  // Where one of ours is taken back, its text is the sentence for readers; somebody else's may still be the story.
  if (identity.itemId != null && isTakenBack) return { ...story, body: [], line: textOfBody(body) }
  return story.headline === null ? withFirstParagraph(story, textOfBody(body)) : story
}

/** Our own writer says of the story what is said of its files. */
const isMedia = (id: string | null | undefined): boolean =>
  id != null && isItemId(id) && !['text', 'collection'].includes(typeOfItemId(id))

/** Components of pictures and of items that are referred to: what they say is not said of the story, unless one picture is all there is. */
const notOfStory = (item: Element, { texts, media, references }: Contents): Set<Element> => {
  const isAlone = texts.length === 0 && media.length === 1 && references.length === 0
  const others = new Set(isAlone ? [] : [...media.map(({ component }) => component), ...references])
  for (const { component } of texts) others.delete(component)
  for (const outermost of all(item, 'NewsComponent')) others.delete(outermost)
  return others
}

const first = (list: readonly (string | null)[]): string | null =>
  list.find(each => each !== null && each.trim() !== '') ?? null

const longestHeadline = 300

/** AFP's alerts are one paragraph without a headline. */
const withFirstParagraph = (story: Found, text: string): Found => {
  const headline = text.split('\n\n', 1)[0] ?? ''
  if (headline === '' || headline.length > longestHeadline) return story
  const remark: Remark = {
    kind: 'guessed',
    field: 'headline',
    detail: 'there is none; the first paragraph stands for it',
  }
  return { ...story, headline, remarks: [...(story.remarks ?? []), remark] }
}

const datelineOf = (
  lines: readonly Element[],
  described: readonly Element[],
  texts: readonly Text[],
): string | null => {
  const said = lines.flatMap(each => linesIn(each, 'DateLine')).flatMap(each => placeOf(each) ?? [])
  const cities = described
    .flatMap(each => all(each, 'Location'))
    .filter(each => !isOfEvent(each))
    .flatMap(each => propertiesOf(each, 'City'))
  return first([...said, ...texts.map(each => each.dateline), ...cities])
}

/** What a wire calls its services and products, for the map of a source. */
const servicesOf = (root: Element): string[] => {
  const envelope = one(root, 'NewsEnvelope')
  return ['NewsService', 'NewsProduct'].flatMap(name => all(envelope, name)).flatMap(each => formalName(each) ?? [])
}

const remarksOf = (item: Element, contents: Contents, texts: readonly Text[]): Remark[] => {
  const lost = (field: string, detail: string): Remark => ({ kind: 'lost', field, detail })
  const label = textOf(one(item, 'Identification', 'DateLabel'))
  return [
    ...contents.lost.map(detail => lost('content', detail)),
    ...texts.flatMap(text => text.lost).map(name => lost('body', `<${name}> is left out`)),
    ...(label === null ? [] : [lost('DateLabel', label)]),
    ...(all(item, 'Update').length > 0
      ? [lost('Update', 'changes to parts of an earlier revision are not applied')]
      : []),
  ]
}
