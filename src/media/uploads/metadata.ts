import { Refusal } from '../../domain/refusal.ts'
import type { AssetType } from '../../store/asset.ts'

/** What a sender says of a file. */
export interface UploadMetadata {
  readonly fileName: string
  /** As what it is to be taken; null: as what its bytes are. */
  readonly as: AssetType | null
  /** SHA-256 of its bytes, hex; null: not said. */
  readonly digest: string | null
}

/** What is said of a file, by field. */
export type Said = Readonly<Record<string, string | null | undefined>>

const types: readonly AssetType[] = ['picture', 'video', 'graphic', 'file']

/** Reads what a sender says, by the names that tus clients use: `filename` or `name`, `as`, `sha256`. @throws Refusal `bad-input` naming the field */
export const readMetadata = (said: Said): UploadMetadata => {
  const fileName = said.filename ?? said.name ?? ''
  if (fileName.trim() === '') throw wrong('name', 'is missing: the name of the file, with its ending')
  if (fileName.length > 1_000) throw wrong('name', 'must have at most 1000 characters')
  const as = types.find(type => type === said.as) ?? null
  if (as === null && said.as != null && said.as !== '') throw wrong('as', `must be one of ${types.join(', ')}`)
  const digest = said.sha256 == null || said.sha256 === '' ? null : said.sha256.toLowerCase()
  if (digest !== null && !/^[0-9a-f]{64}$/u.test(digest)) throw wrong('sha256', 'must be 64 hexadecimal digits')
  return { fileName, as, digest }
}

const wrong = (field: string, reason: string) => new Refusal('bad-input', `${field}: ${reason}`, { field })
