import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical.ts'
import type { Failure } from '../formats/read.ts'
import type { ReadDefaults, ReadItem, Reading } from '../formats/reading.ts'
import type { Db } from '../store/db.ts'
import { pendingRaw, quarantineRaw, type Raw } from '../store/intake-raw.ts'
import { type NewIncoming, storeReading } from '../store/intake-reading.ts'
import type { IntakeSource } from '../store/intake-source.ts'
import { storableText } from '../store/json.ts'
import { isPassing } from '../store/unreachable.ts'

/** Reads a document in whatever format it is; `readDocument` of formats/ is one. */
export type Read = (bytes: Uint8Array, defaults: ReadDefaults) => Promise<Reading | Failure>

/** What became of a raw. */
export type Parsed = { readonly raw: number } & (
  | { readonly kind: 'taken'; readonly items: number }
  | { readonly kind: 'quarantined'; readonly reason: string }
)

/** Reads the oldest raw of a source that waits for it: its items are stored, or it goes to quarantine with the reason. @returns null where none waits */
export const parseNext = async (db: Db, source: IntakeSource, read: Read): Promise<Parsed | null> => {
  const raw = await pendingRaw(db, source.id)
  if (raw === null) return null
  const quarantine = async (reason: string): Promise<Parsed> => {
    await quarantineRaw(db, { id: raw.id, reason: storableText(reason).slice(0, 2_000) })
    return { kind: 'quarantined', raw: raw.id, reason }
  }
  const reading = await read(raw.repaired ?? raw.bytes, defaultsOf(source, raw))
  if ('failure' in reading) return quarantine(reading.failure)
  const { format, formatVersion, refused, items } = reading
  if (items.length === 0 && refused.length > 0) {
    return quarantine(refused.map(({ what, reason }) => `${what}: ${reason}`).join('; '))
  }
  try {
    await storeReading(db, {
      ...{ raw: raw.id, source: source.id, format, formatVersion, refused },
      items: items.map(newIncoming),
    })
  } catch (error) {
    // A document that the database does not take, for whatever reason, must not stand in the way of those behind it.
    if (isPassing(error) || !isRefusedByDatabase(error)) throw error
    return quarantine(`what was read could not be stored: ${error.message}`)
  }
  return { kind: 'taken', raw: raw.id, items: items.length }
}

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

const newIncoming = (item: ReadItem, position: number): NewIncoming => ({
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
})

/** Of all that a reader of the item would see; an update that changes nothing has the digest of what it updates. */
const digestOf = (item: ReadItem): Buffer => {
  const { id, version, itemId, firstCreated, versionCreated, remarks, url, provider, signal, ...seen } = item
  const said = signal === 'new' || signal === 'update' ? 'text' : signal
  return createHash('sha256')
    .update(canonicalJson({ ...seen, signal: said }))
    .digest()
}
