import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { paragraph } from '../domain/body.ts'
import { Refusal } from '../domain/refusal.ts'
import { complete } from '../formats/read/complete.ts'
import { mediaFacts } from '../formats/read/media-facts.ts'
import type { ReadDefaults, ReadItem, Refused } from '../formats/reading.ts'
import { makeWorkFolder } from '../media/make/work-folder.ts'
import { type Taking, takeFile } from '../media/take.ts'
import { type Asset, assetOf } from '../store/asset.ts'
import type { Raw } from '../store/intake-raw.ts'
import type { IntakeSource } from '../store/intake-source.ts'
import { uploadIn } from './media-large.ts'
import { isFile } from './media-look.ts'
import { filesInMail, type MailFiles } from './media-mail.ts'
import { uploadId } from './media-upload-id.ts'

/** Items whose bytes came with a raw, each with the upload that they became. */
export interface FilesOfRaw {
  readonly items: readonly { readonly item: ReadItem; readonly assets: readonly string[] }[]
  readonly refused: readonly Refused[]
  /** Whether these are all the items that there are: there is no document besides. */
  readonly isWhole: boolean
  /** Ties the files to the document that they came with; null: nothing to tie. */
  readonly group: string | null
}

/**
 * The files that a raw is, or holds: a picture, a video, a graphic or another file, one that was too large to be kept in it, or the attachments of a mail. Each is
 * taken in as an upload. @returns null where it holds none
 */
export const readFiles = async (
  taking: Taking,
  { source, raw, defaults }: { source: IntakeSource; raw: Raw; defaults: ReadDefaults },
): Promise<FilesOfRaw | null> => {
  const bytes = raw.repaired ?? raw.bytes
  const sent = uploadIn(raw)
  if (sent !== null) {
    const asset = await assetOf(taking.db, sent)
    // Whoever hands in documents cannot name what others have brought.
    if (asset === null || asset.addedBy !== source.id)
      return whole([], [{ what: sent, reason: 'there is no such upload' }])
    return whole([itemOfAsset(asset, { defaults })], [])
  }
  if (isFile(bytes)) {
    const name = lastPart(raw.name) ?? 'file'
    const found = await taken(taking, { source, bytes, name, key: raw.digest })
    return 'reason' in found ? whole([], [found]) : whole([itemOfAsset(found, { defaults })], [])
  }
  const mail = raw.contentType?.startsWith('message/rfc822') === true ? await filesInMail(bytes) : null
  return mail === null || mail.files.length === 0 ? null : ofMail(taking, { source, raw, defaults, mail })
}

type Item = FilesOfRaw['items'][number]

const whole = (items: readonly Item[], refused: readonly Refused[]): FilesOfRaw => ({
  items,
  refused,
  isWhole: true,
  group: null,
})

/** A mail of a photographer: each file is an item, and a text that is no story of its own is what they show. */
const ofMail = async (
  taking: Taking,
  from: { source: IntakeSource; raw: Raw; defaults: ReadDefaults; mail: MailFiles },
): Promise<FilesOfRaw> => {
  const { source, raw, defaults, mail } = from
  const isWhole = mail.isCaption && !mail.hasDocuments
  const isAlone = isWhole && mail.files.length === 1
  const group = isAlone || mail.id === null || mail.id.length > longestGroup ? null : mail.id
  const items: Item[] = []
  const refused: Refused[] = []
  for (const [n, { name, bytes }] of mail.files.entries()) {
    const found = await taken(taking, { source, bytes, name, key: `${raw.digest}/${n}` })
    if ('reason' in found) refused.push(found)
    else items.push(itemOfAsset(found, { defaults, mail: { ...mail, group, id: mail.id && `${mail.id}/${n + 1}` } }))
  }
  return { items, refused, isWhole: isWhole && items.length > 0, group }
}

/** Takes bytes in under an id that is the same for the same key, so that a raw that is read again gives the same upload. @returns why it is not taken */
const taken = async (
  taking: Taking,
  { source, bytes, name, key }: { source: IntakeSource; bytes: Uint8Array; name: string; key: string },
): Promise<Asset | Refused> => {
  const folder = await makeWorkFolder()
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    return await takeFile(taking, { path, fileName: name, addedBy: source.id, id: uploadId(source.id, key) })
  } catch (error) {
    if (error instanceof Refusal) return { what: name, reason: error.message }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const longestGroup = 100

/** An upload as an item: what the file says of itself, else what the mail said that it came with. */
const itemOfAsset = (
  asset: Asset,
  from: { readonly defaults: ReadDefaults; readonly mail?: MailFiles & { readonly group: string | null } },
): Item => {
  const { facts, type, fileName } = asset
  const { defaults, mail } = from
  const caption = facts.caption ?? (mail?.isCaption === true ? mail.text : null)
  const item = complete(
    {
      // A name says nothing: cameras count from 1 again, and another picture of the same name is no new version of this one.
      id: mail?.id ?? null,
      type,
      headline: facts.headline ?? mail?.subject ?? firstSentence(caption) ?? fileName,
      body: (caption ?? '')
        .split(/\s*\n\s*/u)
        .filter(Boolean)
        .map(paragraph),
      bylines: facts.bylines,
      dateline: facts.place?.city?.toLocaleUpperCase() ?? null,
      keywords: facts.keywords,
      language: facts.language,
      provider: facts.source ?? defaults.provider ?? mail?.from ?? null,
      note: facts.instructions,
      rights: Object.values(facts.rights).some(each => each !== null) ? facts.rights : null,
      group: mail?.group ?? null,
      renditions: [
        {
          ...{ role: 'original', href: fileName, contentType: asset.contentType, sizeBytes: asset.sizeBytes },
          ...{
            widthPixels: asset.widthPixels,
            heightPixels: asset.heightPixels,
            durationSeconds: asset.durationSeconds,
          },
        },
      ],
      media: mediaFacts(facts),
    },
    defaults,
  )
  return { item, assets: [asset.id] }
}

const firstSentence = (text: string | null): string | null =>
  /^.{10,150}?[.!?؟](?=\s|$)/su.exec(text ?? '')?.[0] ?? null

/** The last part of a path or an address. */
const lastPart = (name: string | null): string | null => {
  const last = name?.split(/[?#]/u, 1)[0]?.split('/').filter(Boolean).at(-1)
  return last === undefined ? null : last
}
