import { type Body, paragraph } from '../domain/body.ts'
import { Refusal } from '../domain/refusal.ts'
import { languageCodes } from '../domain/taxonomy.ts'
import { type Asset, assetsOf } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import type { DraftContent } from '../store/draft-fields.ts'

/** What holds where the file itself does not say it. */
interface Otherwise {
  /** BCP 47; of a language that the file names and the wire knows, the file's goes first. */
  readonly language: string
  /** null: to be chosen. */
  readonly category: string | null
  /** Default: routine. */
  readonly priority?: number
}

/**
 * The content of an item that is made of one upload: what the file says of itself, its files as they are now, within the lengths of a filing.
 * The headline is empty where the file has none: somebody has to write it.
 */
export const contentOfAsset = (asset: Asset, { language, category, priority = 4 }: Otherwise): DraftContent => {
  const { facts, renditions, id, edit } = asset
  const own = languageCodes.find(code => code === facts.language?.split('-', 1)[0]?.toLowerCase())
  const written = own ?? language
  const { holder, notice, terms } = facts.rights
  return {
    language: written,
    headline: facts.headline?.slice(0, 300) ?? '',
    deck: null,
    dateline: facts.place?.city?.toLocaleUpperCase(localeOf(written)).slice(0, 100) ?? null,
    bylines: facts.bylines.slice(0, 20).map(each => each.slice(0, 200)),
    body: bodyOf(facts.caption),
    category,
    priority,
    subjects: [],
    keywords: facts.keywords.filter(word => word.length <= 100).slice(0, 100),
    summary: null,
    ...(facts.source === null ? {} : { sources: [{ name: facts.source.slice(0, 200), uri: null }] }),
    ...(holder === null && notice === null && terms === null
      ? {}
      : {
          rights: {
            holder: holder?.slice(0, 200) ?? null,
            notice: notice?.slice(0, 1_000) ?? null,
            terms: terms?.slice(0, 4_000) ?? null,
          },
        }),
    renditions,
    media: {
      assets: [id],
      altText: facts.altText?.slice(0, 2_000) ?? null,
      takenAt: facts.takenAt,
      place: facts.place,
      persons: facts.persons.slice(0, 200).map(each => each.slice(0, 200)),
      credit: facts.credit?.slice(0, 300) ?? null,
      focus: edit.focus,
    },
  }
}

/** Turkish has its own capitals; of a tag that is none, those of English. */
const localeOf = (tag: string): string => (/^[a-z]{2,3}$/u.test(tag) ? tag : 'en')

const bodyOf = (caption: string | null): Body =>
  (caption ?? '')
    .split(/\s*\n\s*/u)
    .map(line => line.trim())
    .filter(line => line !== '')
    .slice(0, 5_000)
    .map(line => paragraph(line.slice(0, 100_000)))

/** Uploads of which everything has been made. @throws Refusal `media-not-ready` saying which waits or why it failed, `not-found` */
export const requireReady = async (db: Db, ids: readonly string[]): Promise<Asset[]> => {
  const assets = await assetsOf(db, ids)
  const missing = ids.find(id => !assets.some(asset => asset.id === id))
  if (missing !== undefined) throw new Refusal('not-found', `there is no upload ${missing}`, { field: 'media.assets' })
  for (const { fileName, state, remark } of assets) {
    if (state === 'waiting')
      throw new Refusal('media-not-ready', `${fileName} is still being made ready; it takes a moment`)
    if (state === 'failed')
      throw new Refusal('media-not-ready', `${fileName} could not be made ready: ${remark ?? 'nobody knows why'}`)
  }
  return assets
}
