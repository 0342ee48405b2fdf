import type { ItemId } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Content, ItemLink } from '../domain/version.ts'
import type { Db } from '../store/db.ts'
import { type LinkTarget, linkTargets } from '../store/link-target.ts'

/**
 * Content whose links say what the wire knows of the items that they point to: the GUID; the headline, where the public has it; of a
 * translation the version that it translates, the newest where none is named. Any other item is linked without a headline: who reads the story need not have it.
 * @param self the item that the content is of; null: a new one
 * @throws Refusal `bad-input` naming the field: a link to nothing, to a version that is not there, to itself, a translation into its own language
 */
export const withLinks = async (db: Db, content: Content, self: ItemId | null): Promise<Content> => {
  const { links } = content
  if (links === undefined) return content
  const targets = new Map(
    (await linkTargets(db, [...new Set(links.map(each => each.item))])).map(each => [each.item, each]),
  )
  return { ...content, links: links.map((link, n) => linkTo(targets.get(link.item), { link, n, content, self })) }
}

const linkTo = (
  target: LinkTarget | undefined,
  { link, n, content, self }: { link: ItemLink; n: number; content: Content; self: ItemId | null },
): ItemLink => {
  const refuse = (part: keyof ItemLink, why: string): never => {
    const field = `content.links.${n}.${part}`
    throw new Refusal('bad-input', `${field}: ${why}`, { field })
  }
  if (link.item === self) return refuse('item', 'an item cannot link to itself')
  if (target === undefined) return refuse('item', `there is no item ${link.item}`)
  if (link.version !== null && link.version > target.version) {
    return refuse('version', `${link.item} has ${target.version} versions, there is no version ${link.version}`)
  }
  const isTranslation = link.rel === 'translation-of'
  if (isTranslation && target.language === content.language) {
    return refuse('rel', `${link.item} is in the same language (${content.language}), so this is no translation of it`)
  }
  const mayBeNamed = target.state === 'usable' && !target.embargoed && target.isPublic
  return {
    ...link,
    guid: target.guid,
    version: link.version ?? (isTranslation ? target.version : null),
    headline: mayBeNamed ? (link.headline ?? target.headline) : null,
  }
}
