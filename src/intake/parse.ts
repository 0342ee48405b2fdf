import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalJson } from '../domain/canonical.ts'
import type { Failure } from '../formats/read.ts'
import type { ReadDefaults, ReadItem, Reading } from '../formats/reading.ts'
import type { Taking } from '../media/take.ts'
import type { Db } from '../store/db.ts'
import { pendingRaw, quarantineRaw, type Raw } from '../store/intake-raw.ts'
import { type NewIncoming, storeReading } from '../store/intake-reading.ts'
import type { IntakeSource } from '../store/intake-source.ts'
import { storableText } from '../store/json.ts'
import { isPassing } from '../store/unreachable.ts'
import { type FilesOfRaw, readFiles } from './media-items.ts'

/** Reads a document in whatever format it is; `readDocument` of formats/ is one. */
export type Read = (bytes: Uint8Array, defaults: ReadDefaults) => Promise<Reading | Failure>

/** What became of a raw. */
export type Parsed = { readonly raw: number } & (
  | { readonly kind: 'taken'; readonly items: number }
  | { readonly kind: 'quarantined'; readonly reason: string }
)

/** How raws are read. */
export interface Reader {
  readonly read: Read
  /** With which files are taken in; null: documents alone are read. */
  readonly taking: Taking | null
}

/** Reads the oldest raw of a source that waits for it: its items are stored, or it goes to quarantine with the reason. @returns null where none waits */
export const parseNext = async (db: Db, source: IntakeSource, reader: Reader): Promise<Parsed | null> => {
  const raw = await pendingRaw(db, source.id)
  if (raw === null) return null
  const quarantine = async (reason: string): Promise<Parsed> => {
    await quarantineRaw(db, { id: raw.id, reason: storableText(reason).slice(0, 2_000) })
    return { kind: 'quarantined', raw: raw.id, reason }
  }
  const reading = await readRaw(reader, source, raw)
  if ('failure' in reading) return quarantine(reading.failure)
  const { format, formatVersion, refused, items } = reading
  if (items.length === 0 && refused.length > 0) {
    return quarantine(refused.map(({ what, reason }) => `${what}: ${reason}`).join('; '))
  }
  try {
    await storeReading(db, {
      ...{ raw: raw.id, source: source.id, format, formatVersion, refused },
      items: items.map(({ item, assets }, position) => newIncoming(item, position, assets)),
    })
  } catch (error) {
    // A document that the database does not take, for whatever reason, must not stand in the way of those behind it.
    if (isPassing(error) || !isRefusedByDatabase(error)) throw error
    return quarantine(`what was read could not be stored: ${error.message}`)
  }
  return { kind: 'taken', raw: raw.id, items: items.length }
}

interface RawReading extends Pick<Reading, 'formatVersion' | 'refused'> {
  readonly format: string
  readonly items: FilesOfRaw['items']
}

/** What a raw says: items of its document, and of the files that came in it. */
const readRaw = async ({ read, taking }: Reader, source: IntakeSource, raw: Raw): Promise<RawReading | Failure> => {
  const defaults = defaultsOf(source, raw)
  const files = taking === null ? null : await filesIn(taking, { source, raw, defaults })
  if (files !== null && 'failure' in files) return files
  if (files?.isWhole === true) return { format: 'file', formatVersion: null, ...files }
  const reading = await read(raw.repaired ?? raw.bytes, defaults)
  if ('failure' in reading) return reading
  const own = reading.items.map(item => ({ item: files === null ? item : withFiles(item, files), assets: [] }))
  return {
    ...reading,
    items: [...own, ...(files?.items ?? [])],
    refused: [...reading.refused, ...(files?.refused ?? [])],
  }
}

const mostTries = 3
const betweenMs = 1_000

/** As `readFiles`; where our own side fails three times, the raw goes to quarantine and does not stand in the way of those behind it. */
const filesIn = async (taking: Taking, of: Parameters<typeof readFiles>[1]): Promise<FilesOfRaw | Failure | null> => {
  for (let tries = 1; ; tries++) {
    try {
      return await readFiles(taking, of)
    } catch (error) {
      if (isPassing(error)) throw error
      const why = error instanceof Error ? error.message : String(error)
      if (tries === mostTries) return { failure: `its files could not be taken in, and it may be tried again: ${why}` }
      await sleep(betweenMs * tries)
    }
  }
}

/** Of a mail: its text is tied to its files, which are not lost. */
const withFiles = (item: ReadItem, { group }: FilesOfRaw): ReadItem => ({
  ...item,
  group: item.group ?? group,
  remarks: item.remarks.filter(({ kind, field }) => kind !== 'lost' || field !== 'renditions'),
})

const isRefusedByDatabase = (error: unknown): error is Error =>
  error instanceof Error &&
  'severity' in error &&
  error.severity === 'ERROR' &&
  'code' in error &&
  /^(?:22|23|54)/.test(String(error.code))

const defaultsOf = ({ defaults, settings }: IntakeSource, raw: Raw): ReadDefaults => ({
  ...{ language: null, timeZone: null, charset: null, category: null, categoryMap: {}, priority: null, provider: null },
  ...defaults,
  contentType: raw.contentType,
  baseUrl: [raw.headers['content-location'], raw.name, urlOf(settings)].find(isWebAddress) ?? null,
})

const urlOf = (settings: unknown): string | undefined => {
  const url = typeof settings === 'object' && settings !== null && 'url' in settings ? settings.url : undefined
  return typeof url === 'string' ? url : undefined
}

const isWebAddress = (text: string | null | undefined): text is string =>
  typeof text === 'string' && /^https?:\/\//iu.test(text) && URL.canParse(text)

const newIncoming = (item: ReadItem, position: number, assets: readonly string[]): NewIncoming => ({
  position,
  sourceItemId: item.id?.slice(0, 1_000) ?? null,
  sourceVersion: item.version?.slice(0, 200) ?? null,
  versionCreated: item.versionCreated,
  document: item,
  digest: digestOf(item),
  ...{
    signal: item.signal,
    type: item.type,
    language: item.language,
    category: item.category,
    priority: item.priority,
  },
  ...{ headline: item.headline, provider: item.provider, holds: item.holds },
  assets,
})

/** Of all that a reader of the item would see; an update that changes nothing has the digest of what it updates. */
const digestOf = (item: ReadItem): Buffer => {
  const { id, version, itemId, firstCreated, versionCreated, remarks, url, provider, signal, ...seen } = item
  const said = signal === 'new' || signal === 'update' ? 'text' : signal
  // Fields that came later count where there is something in them, so that what was read before is still the same.
  const { people, organisations, places, links, reason, ...always } = seen
  const later = Object.entries({ people, organisations, places, links }).filter(([, list]) => list.length > 0)
  return createHash('sha256')
    .update(canonicalJson({ ...always, ...Object.fromEntries(later), reason: reason ?? undefined, signal: said }))
    .digest()
}
