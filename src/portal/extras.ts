import type { Entry } from '../domain/entry.ts'
import { type GroupId, type ItemId, itemTypes } from '../domain/ids.ts'
import type { Member } from '../domain/media.ts'
import { type Listed, readable } from '../domain/readable.ts'
import { dataMiningOf } from '../formats/data-mining.ts'
import { assetsOf } from '../store/asset.ts'
import { itemsOfGuids } from '../store/desk-pick.ts'
import { rolesTaken } from '../store/downloads-taken.ts'
import { entriesOfItems } from '../store/entry.ts'
import { membersOfGroups } from '../store/groups.ts'
import { type Bundle, bundleOf } from './bundle.ts'
import type { Portal, Visit } from './env.ts'
import { type FileLine, filesFor, type Quota } from './files.ts'
import type { MemberView } from './member-view.ts'
import { otherLanguages } from './other-languages.ts'
import type { Reading } from './reading.ts'
import { type Story, storiesOf } from './story.ts'
import { quotaOf } from './taker.ts'

/** What stands with a story besides its words, as far as its reader may have it. */
export interface Extras {
  readonly sizes: readonly FileLine[]
  readonly crops: readonly FileLine[]
  readonly quota: Quota
  /** What machines may learn from its files: a code of PLUS. */
  readonly dataMining: string
  /** Pictures within the text. */
  readonly figures: ReadonlyMap<ItemId, Story>
  /** What else belongs to the story. */
  readonly group: readonly Story[]
  readonly members: readonly MemberView[]
  /** The same in other languages. */
  readonly languages: readonly Story[]
  /** What the story points to, by how. */
  readonly links: readonly LinkView[]
  /** Members beyond those. */
  readonly moreMembers: number
  /** All files together; null where there are not two, or an older version is open. */
  readonly bundle: Bundle | null
}

/** Another story that one points to, and that its reader may open. */
export interface LinkView {
  readonly rel: 'see-also' | 'background'
  readonly story: Story
}

/** So much of a group or a collection stands on a page. */
const groupAtMost = 40
const membersAtMost = 200

/** Reads it. Of a version in whose place a newer one stands none of the files is given any more. */
export const extrasOf = async (portal: Portal, visit: Visit, { story, isOld }: Reading): Promise<Extras> => {
  const { view, delivery } = story
  const isReadable = delivery.face !== 'notice' && delivery.notice === null
  const key = { subscriber: visit.subscriber, item: view.item, version: view.number, now: visit.now }
  const [quota, taken, group, members, dataMining, languages] = await Promise.all([
    quotaOf(portal, visit),
    rolesTaken(portal.db, key),
    isReadable && view.group !== null ? groupItems(portal, view.group, view.item) : [],
    memberItems(portal, view.members.slice(0, membersAtMost)),
    miningOf(portal, story),
    isReadable ? otherLanguages(portal.db, view.item) : [],
  ])
  const links = isReadable ? linksIn(story) : []
  const figures = view.body.flatMap(block => (block.kind === 'figure' ? [block.item] : []))
  const stories = await readableStories(portal, visit, [
    ...[...figures, ...group, ...members.values()],
    ...[...languages, ...links.map(each => each.item)],
  ])
  const around = {
    group: group.flatMap(item => stories.get(item) ?? []),
    languages: languages.flatMap(item => stories.get(item) ?? []).filter(isUsable),
    links: links.flatMap(({ rel, item }) => linkView(rel, stories.get(item))),
    members: view.members.slice(0, membersAtMost).map(member => memberView(member, members, stories)),
  }
  const files = isOld ? { sizes: [], crops: [] } : filesFor(story, visit, { quota, taken })
  return {
    ...files,
    ...{ quota, dataMining },
    figures: new Map(figures.flatMap(item => pair(item, stories.get(item)))),
    ...around,
    bundle: isOld ? null : await bundleOf(portal, visit, { story, quota, ...around }),
    moreMembers: Math.max(0, view.members.length - membersAtMost),
  }
}

const isUsable = ({ view }: Story): boolean => view.status === 'usable'

/** Those of a full text alone; its original and its translations stand under its languages. */
const linksIn = ({ delivery }: Story) =>
  delivery.face !== 'full'
    ? []
    : (delivery.version.content.links ?? []).flatMap(({ rel, item }) =>
        rel === 'translation-of' ? [] : [{ rel, item }],
      )

const linkView = (rel: LinkView['rel'], story: Story | undefined): LinkView[] =>
  story === undefined || !isUsable(story) ? [] : [{ rel, story }]

const pair = (item: ItemId, story: Story | undefined): [ItemId, Story][] => (story === undefined ? [] : [[item, story]])

const groupItems = async ({ db }: Portal, group: GroupId, but: ItemId): Promise<ItemId[]> => {
  const found = await membersOfGroups(db, { groups: [group], types: itemTypes, limit: groupAtMost + 1 })
  return found.map(({ item }) => item).filter(item => item !== but)
}

const memberItems = async ({ db }: Portal, members: readonly Member[]): Promise<Map<string, ItemId>> => {
  const found = await itemsOfGuids(
    db,
    members.map(({ guid }) => guid),
  )
  return new Map(found.map(({ guid, item }) => [guid, item]))
}

const memberView = (
  { guid, type, headline }: Member,
  items: ReadonlyMap<string, ItemId>,
  stories: ReadonlyMap<ItemId, Story>,
): MemberView => {
  const item = items.get(guid)
  if (item === undefined) return { story: null, type, headline }
  const story = stories.get(item)
  return story === undefined ? { story: null, type, headline: null } : { story }
}

/** Those of these items that a visit may see, as it may see them. */
const readableStories = async (
  portal: Portal,
  { scope, now }: Visit,
  items: readonly ItemId[],
): Promise<Map<ItemId, Story>> => {
  if (scope === null || items.length === 0) return new Map()
  const entries = new Map<ItemId, Entry[]>()
  for (const entry of await entriesOfItems(portal.db, [...new Set(items)])) {
    entries.set(entry.item, [...(entries.get(entry.item) ?? []), entry])
  }
  const listed = [...entries.values()].flatMap((each): Listed[] => {
    const chosen = readable(scope, each, now)
    return chosen === null ? [] : [chosen]
  })
  return new Map((await storiesOf(portal, listed)).map(story => [story.delivery.entry.item, story]))
}

/** What the maker of a picture forbids stands; else what the agency says of all it sends. */
const miningOf = async ({ db, dataMining }: Portal, { delivery }: Story): Promise<string> => {
  const assets = delivery.face === 'full' ? await assetsOf(db, delivery.version.content.media?.assets ?? []) : []
  const own = assets.map(({ facts }) => facts.dataMining).find(code => code?.startsWith('DMI-PROHIBITED'))
  return own ?? dataMiningOf({ dataMining })
}
