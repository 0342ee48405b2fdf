import type { ItemType } from '../../domain/ids.ts'
import type { Rendition } from '../../domain/media.ts'
import type { Remark } from '../reading.ts'
import type { Found } from './complete.ts'

/** A picture or another file that a document shows beside its text, or instead of one. */
export interface Beside {
  readonly type: ItemType
  readonly headline: string | null
  /** What it says beside its files, in place of what the story says. */
  readonly found: Found
  readonly renditions: readonly Rendition[]
}

/** The items of a document that is a story and what it shows, so that nothing is lost: the story, and every picture as an item of its own in the group of the
 *  story, under its embargo and with its signal. A document of nothing but one picture is that picture; of several, a collection. Each is named after its story
 *  and its first file, and so is the same item in the next version. Where the story has no id to be named after, the files are the story's. */
export const withBeside = (story: Found, shown: readonly Beside[], hasText: boolean): Found[] => {
  const files = shown.filter(({ renditions }) => renditions.length > 0)
  const [only, ...others] = files
  const hasMembers = (story.members ?? []).length > 0
  if (only === undefined) return [hasMembers ? { ...story, type: 'collection' } : story]
  if (!hasText && others.length === 0 && !hasMembers) return [alone(story, only)]
  if (story.id == null) {
    const remark: Remark = {
      kind: 'guessed',
      field: 'renditions',
      detail: 'several files, and no id for items of their own',
    }
    return [
      { ...story, renditions: files.flatMap(each => each.renditions), remarks: [...(story.remarks ?? []), remark] },
    ]
  }
  const main = { ...story, id: story.id, group: story.group ?? story.id }
  const beside = files.map(each => besideOf(main, each))
  if (hasText) return [main, ...beside]
  const members = beside.map(({ id, type, headline }) => ({ guid: id, type, headline, version: null }))
  return [{ ...main, type: 'collection', members: [...(story.members ?? []), ...members] }, ...beside]
}

const alone = (story: Found, { type, headline, found, renditions }: Beside): Found => ({
  ...story,
  ...found,
  bylines: (story.bylines ?? []).length > 0 ? (story.bylines ?? []) : (found.bylines ?? []),
  type: story.itemId == null ? type : (story.type ?? type),
  headline: story.headline ?? headline,
  renditions,
})

const besideOf = (story: Found & { readonly id: string }, { type, headline, found, renditions }: Beside) => ({
  ...story,
  ...{ deck: null, dateline: null, bylines: [], body: [], summary: null, line: null, members: [], remarks: [] },
  ...{ itemId: null, replaces: null, media: null },
  ...found,
  type,
  id: `${story.id}#${renditions[0]?.href}`,
  headline: headline ?? story.headline ?? null,
  renditions,
})
