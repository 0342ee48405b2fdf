import type { Person } from '../../accounts/people.ts'
import { type Asset, assetsOf, looksLike, newestAssets } from '../../store/asset.ts'
import { type AssetUse, usesOfAssets } from '../../store/asset-use.ts'
import { intakeSource, isSourceId } from '../../store/intake-source.ts'
import { staffPerson } from '../../store/person.ts'
import type { Desk } from '../env.ts'
import type { MediaChoice } from './choice.ts'

/** A picture that looks the same, and where it stands. */
export interface Alike {
  readonly asset: Asset
  /** In how many of 64 bits they differ; 0: the same file, or one that cannot be told from it. */
  readonly bits: number
  readonly uses: readonly AssetUse[]
}

/** An upload with what lists tell of it. */
export interface Upload {
  readonly asset: Asset
  /** Items and open drafts that it stands in. */
  readonly uses: readonly AssetUse[]
  readonly alike: readonly Alike[]
  /** Who brought it in, as people call them. */
  readonly by: string
}

const uploadsAPage = 48
/** More than two of the same kind say no more than two. */
const alikeShown = 2
/** Uploads of one millisecond are told apart by their ids. */
const sameMoment = 32

/** One page of uploads, newest first; `older` is where the next begins, null at the end. */
export const uploadPage = async (
  desk: Desk,
  { type, whose, before }: MediaChoice,
  person: Pick<Person, 'id'>,
): Promise<{ uploads: Upload[]; older: MediaChoice['before'] }> => {
  const found = await newestAssets(desk.db, {
    type,
    addedBy: whose === 'mine' ? person.id : null,
    // Times of the database are finer than ours.
    before: before === null ? null : new Date(before.at.getTime() + 1),
    limit: uploadsAPage + 1 + (before === null ? 0 : sameMoment),
  })
  const from = before === null ? 0 : found.findIndex(each => each.id === before.id) + 1
  const rows = found.slice(from, from + uploadsAPage)
  const last = rows.at(-1)
  const hasMore = found.length > from + uploadsAPage && last !== undefined
  return { uploads: await uploadsOf(desk, rows), older: hasMore ? { id: last.id, at: last.createdAt } : null }
}

/** Uploads with what is told of them, in the same order. */
export const uploadsOf = async ({ db }: Desk, assets: readonly Asset[]): Promise<Upload[]> => {
  const alike = await Promise.all(assets.map(asset => looksLike(db, asset)))
  const shown = alike.map(each => each.slice(0, alikeShown))
  const ids = [...assets, ...shown.flat().map(each => each.asset)].map(each => each.id)
  const makers = [...new Set(assets.map(each => each.addedBy))]
  const [uses, names] = await Promise.all([
    usesOfAssets(db, [...new Set(ids)]),
    Promise.all(makers.map(async id => [id, await nameOfMaker(db, id)] as const)),
  ])
  const usesOf = (id: string) => uses.filter(each => each.asset === id)
  const nameOf = new Map(names)
  return assets.map((asset, i) => ({
    asset,
    uses: usesOf(asset.id),
    by: nameOf.get(asset.addedBy) ?? asset.addedBy,
    alike: (shown[i] ?? []).map(each => ({ ...each, uses: usesOf(each.asset.id) })),
  }))
}

/** Whoever brought an upload in: a person, a source, or what its door calls itself. */
const nameOfMaker = async (db: Desk['db'], id: string): Promise<string> =>
  (await staffPerson(db, id))?.name ?? (isSourceId(id) ? (await intakeSource(db, id))?.name : null) ?? id

/** Uploads by id as a page shows them. */
export const uploadsNamed = async (desk: Desk, ids: readonly string[]): Promise<Upload[]> =>
  uploadsOf(desk, await assetsOf(desk.db, ids))
