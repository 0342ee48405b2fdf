import type { MediaFacts, Rendition } from '../domain/media.ts'
import type { ReadItem } from '../formats/reading.ts'
import { contentOfAsset } from '../media/content-of.ts'
import { mergeRenditions } from '../media/merge.ts'
import { type Asset, assetsOf } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import type { DraftContent } from '../store/draft-fields.ts'
import { filesOfIncoming, type IncomingFile } from '../store/intake-file.ts'
import type { IncomingHold } from '../store/intake-item.ts'

/** What became of the files of an item that came in. */
export interface ItemFiles {
  readonly files: readonly IncomingFile[]
  /** The uploads that were taken, as they are now. */
  readonly assets: readonly Asset[]
}

/** The files of an item that came in, and the uploads that they became. */
export const itemFiles = async (db: Db, item: number): Promise<ItemFiles> => {
  const files = await filesOfIncoming(db, item)
  return {
    files,
    assets: await assetsOf(
      db,
      files.flatMap(each => each.asset ?? []),
    ),
  }
}

/** Content with the item's own files in place of addresses elsewhere; what the document says of them goes before what they say of themselves. */
export const withOwnFiles = (content: DraftContent, item: ReadItem, { assets }: ItemFiles): DraftContent => {
  const [first] = assets
  if (first === undefined) return content
  const own = contentOfAsset(first, { language: content.language, category: content.category })
  const said = item.media
  const ofFile = own.media
  const media: MediaFacts = {
    assets: assets.map(each => each.id),
    altText: said?.altText ?? ofFile?.altText ?? null,
    takenAt: said?.takenAt ?? ofFile?.takenAt ?? null,
    place: said?.place ?? ofFile?.place ?? null,
    persons: said !== null && said.persons.length > 0 ? said.persons : (ofFile?.persons ?? []),
    credit: said?.credit ?? ofFile?.credit ?? null,
    focus: ofFile?.focus ?? null,
  }
  const renditions: Rendition[] = mergeRenditions(assets)
  return { ...content, media, ...(renditions.length === 0 ? { renditions: [] } : { renditions }) }
}

/** Why an item may not go out by itself, as its files stand; null: nothing is in its way. */
export const lackOfFiles = ({ files, assets }: ItemFiles): IncomingHold | null => {
  const failed = assets.find(each => each.state === 'failed')
  if (failed !== undefined) {
    return {
      code: 'media-not-ready',
      detail: `${failed.fileName} could not be made ready: ${failed.remark ?? 'no reason was given'}`,
    }
  }
  if (files.length === 0 || assets.length > 0) return null
  const reasons = [...new Set(files.flatMap(each => each.reason ?? []))].join('; ')
  return { code: 'media-missing', detail: `its files could not be fetched: ${reasons || 'no reason was given'}` }
}
