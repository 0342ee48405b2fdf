import { isItemId } from '../../domain/ids.ts'
import { mediaOf } from '../nitf/media.ts'
import { withBeside } from '../read/beside.ts'
import { complete, type Found } from '../read/complete.ts'
import { priorityOfUrgency } from '../read/standing.ts'
import { attributeOf, childAt, childrenOf, type Element, textOf } from '../read/xml-tree.ts'
import type { ReadItem, Remark } from '../reading.ts'
import { type Aliases, wordsOf } from './codes.ts'
import type { Context } from './context.ts'
import { readMediaFacts } from './media-facts.ts'
import { readContent } from './read-content.ts'
import { readLinks, readMembers } from './read-links.ts'
import { readRenditions } from './read-renditions.ts'
import { readStanding } from './read-standing.ts'
import { readSubjects } from './read-subjects.ts'
import { typeOf } from './read-type.ts'
import { readWords } from './read-words.ts'

/** One newsItem or packageItem, its parts in whatever order, and the pictures that its text shows, each as an item of its own. */
export const readItem = (item: Element, context: Context): ReadItem[] => {
  const { aliases, defaults, header } = context
  const itemMeta = childAt(item, 'itemMeta')
  const contentMeta = childAt(item, 'contentMeta')
  const remarks: Remark[] = []
  const language = languageIn(item, contentMeta)
  const type = typeOf(item, aliases, remarks)
  const content = readContent(childAt(item, 'contentSet'), { base: defaults.baseUrl, remarks })
  const standing = readStanding(itemMeta, context, remarks)
  const links = readLinks(itemMeta, { guid: attributeOf(item, 'guid'), isOver: standing.signal === 'kill' }, context)
  const provider = childAt(itemMeta, 'provider')
  const providerName = provider === null ? null : wordsOf(provider, aliases)
  const words = readWords(contentMeta, { type, language, provider: providerName, aliases, content, remarks })
  const story: Found = {
    id: attributeOf(item, 'guid'),
    version: attributeOf(item, 'version'),
    type,
    language,
    provider: providerName ?? header.sender,
    priority: priorityOfUrgency(textOf(childAt(contentMeta, 'urgency'))) ?? priorityOfUrgency(header.priority),
    ...readSubjects(contentMeta, { language, aliases, type }, defaults, remarks),
    ...words,
    headline: words.headline ?? titleOf(itemMeta, remarks),
    ...standing,
    ...links,
    replacedBy: links.replacedBy ?? standing.replacedBy,
    members: [...readMembers(childAt(item, 'groupSet'), aliases), ...links.members],
    renditions: readRenditions([childAt(item, 'contentSet'), contentMeta], { aliases, remarks }),
    media: type === 'text' ? null : readMediaFacts(contentMeta, textOf(childAt(itemMeta, 'firstCreated')), aliases),
    rights: rightsOf(childrenOf(item, 'rightsInfo'), aliases),
    itemId: ownId(contentMeta),
    remarks: [...remarks, ...links.remarks],
  }
  const shown = mediaOf(content.shown, defaults.baseUrl)
  return withBeside(story, shown, content.body.length > 0).map(found => complete(found, defaults))
}

const languageIn = (item: Element, contentMeta: Element | null): string | null =>
  childrenOf(contentMeta, 'language').flatMap(each => attributeOf(each, 'tag') ?? [])[0] ??
  attributeOf(item, 'xml:lang')

/** The title of the item stands for a headline that its content does not have. */
const titleOf = (itemMeta: Element | null, remarks: Remark[]): string | null => {
  const title = textOf(childAt(itemMeta, 'title'))
  if (title !== null)
    remarks.push({ kind: 'guessed', field: 'headline', detail: 'there is none; taken from the title' })
  return title
}

const rightsOf = (infos: readonly Element[], aliases: Aliases): ReadItem['rights'] => {
  const holder = infos
    .flatMap(info => childrenOf(info, 'copyrightHolder'))
    .flatMap(each => wordsOf(each, aliases) ?? [])
  const said = (name: string) => infos.flatMap(info => childrenOf(info, name)).flatMap(each => textOf(each) ?? [])
  const rights = {
    holder: holder[0] ?? null,
    notice: said('copyrightNotice')[0] ?? null,
    terms: said('usageTerms').join(' ') || null,
  }
  return rights.holder === null && rights.notice === null && rights.terms === null ? null : rights
}

/** The id that a document of Dateline's has beside its GUID. */
const ownId = (contentMeta: Element | null): string | null =>
  childrenOf(contentMeta, 'altId')
    .filter(each => attributeOf(each, 'typeuri')?.endsWith('/cv/id/item') === true)
    .flatMap(each => textOf(each) ?? [])
    .find(isItemId) ?? null
