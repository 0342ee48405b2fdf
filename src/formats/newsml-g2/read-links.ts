import type { ItemType } from '../../domain/ids.ts'
import type { Member } from '../../domain/media.ts'
import type { ItemLink } from '../../domain/version.ts'
import { attributeOf, childAt, childrenOf, type Element, isElement, textOf } from '../read/xml-tree.ts'
import type { ReadLink, Remark } from '../reading.ts'
import { type Aliases, codeOf, wordsOf } from './codes.ts'
import type { Context } from './context.ts'
import { relationOf } from './named.ts'

/** What an item is tied to: the one that it takes the place of, the one that takes its place, those it shows, its group, its page on the web.
 *  @param own `isOver`: it was killed, and a link to another item names what stands for it */
export const readLinks = (
  itemMeta: Element | null,
  own: { guid: string | null; isOver: boolean },
  { aliases }: Context,
) => {
  const links = childrenOf(itemMeta, 'link').map(link => {
    const relation = codeOf(link, aliases, 'rel')
    return { link, rel: relation?.local ?? '', target: targetOf(link), relation: relationOf(relation) }
  })
  const targetsOf = (rel: string) => links.filter(each => each.rel === rel && each.target !== own.guid)
  const shown = links.filter(({ rel, link }) => rel !== 'previousVersion' && childAt(link, 'itemClass') !== null)
  const replaces = targetsOf('previousVersion')[0]
  const replacedBy = own.isOver ? targetsOf('seeAlso')[0] : undefined
  // A page on the web is no item.
  const related = links.filter(each => isItem(each) && each !== replacedBy && !shown.includes(each))
  const used = new Set([replaces, replacedBy, ...shown, ...related])
  return {
    replaces: replaces?.target ?? null,
    replacedBy: replacedBy?.target ?? null,
    members: shown.flatMap(({ link }) => memberOf(link, aliases) ?? []),
    links: related.flatMap(linkOf),
    group: groupOf(childAt(itemMeta, 'memberOf'), aliases),
    url: webAddress(attributeOf(childAt(itemMeta, 'altRep'), 'href')),
    remarks: links.filter(each => !used.has(each)).map(({ rel, target }) => lost(rel, target)),
  }
}

interface Tie {
  readonly link: Element
  readonly target: string | null
  readonly relation: ItemLink['rel'] | null
}

const isItem = ({ link, target, relation }: Tie): boolean =>
  relation !== null && target !== null && (attributeOf(link, 'residref') ?? attributeOf(link, 'guidref')) !== null

const linkOf = ({ link, target, relation }: Tie): ReadLink[] => {
  if (target === null || relation === null) return []
  const headline = textOf(childAt(link, 'headline')) ?? textOf(childAt(link, 'title')) ?? attributeOf(link, 'title')
  return [{ rel: relation, id: target, version: versionIn(link), headline }]
}

const targetOf = (link: Element): string | null =>
  attributeOf(link, 'residref') ?? attributeOf(link, 'guidref') ?? attributeOf(link, 'href')

const lost = (rel: string, target: string | null): Remark => ({
  kind: 'lost',
  field: 'link',
  detail: `${rel === '' ? 'a link' : rel} to ${target ?? 'nothing'}`,
})

const webAddress = (href: string | null): string | null => (href !== null && /^https?:/iu.test(href) ? href : null)

/** A group of ours is a URI whose end is the label of the desk. */
const groupOf = (memberOf: Element | null, aliases: Aliases): string | null => {
  if (memberOf === null) return null
  const label = /\/cv\/group\/(.+)$/u.exec(attributeOf(memberOf, 'uri') ?? '')?.[1]
  if (label === undefined) return wordsOf(memberOf, aliases)
  try {
    return decodeURIComponent(label)
  } catch {
    return label
  }
}

/** What a package holds, in the order that its groups have from the root on; a ring of groups is cut, and groups that nobody refers to come last. */
export const readMembers = (groupSet: Element | null, aliases: Aliases): Member[] => {
  const groups = childrenOf(groupSet, 'group')
  const byId = new Map(groups.map(group => [attributeOf(group, 'id'), group]))
  const seen = new Set<Element>()
  const take = (group: Element | undefined): Element[] => {
    if (group === undefined || seen.has(group)) return []
    seen.add(group)
    return group.children.filter(isElement).flatMap(child => {
      if (child.name === 'itemRef') return [child]
      return child.name === 'groupRef' ? take(byId.get(attributeOf(child, 'idref'))) : []
    })
  }
  const root = byId.get(attributeOf(groupSet, 'root'))
  return [root, ...groups].flatMap(take).flatMap(itemRef => memberOf(itemRef, aliases) ?? [])
}

const types: Readonly<Record<string, ItemType>> = {
  text: 'text',
  picture: 'picture',
  video: 'video',
  graphic: 'graphic',
  graphics: 'graphic',
}

const memberOf = (reference: Element, aliases: Aliases): Member | null => {
  const guid = targetOf(reference)
  if (guid === null) return null
  const itemClass = childAt(reference, 'itemClass')
  const isPackage = /packageitem/iu.test(attributeOf(reference, 'contenttype') ?? '')
  const code = itemClass === null ? null : codeOf(itemClass, aliases)
  return {
    guid,
    type: isPackage ? 'collection' : (types[code?.local ?? 'text'] ?? 'file'),
    headline:
      textOf(childAt(reference, 'headline')) ?? textOf(childAt(reference, 'title')) ?? attributeOf(reference, 'title'),
    version: versionIn(reference),
  }
}

const versionIn = (reference: Element): number | null => {
  const version = Number(attributeOf(reference, 'version'))
  return Number.isSafeInteger(version) && version > 0 ? version : null
}
