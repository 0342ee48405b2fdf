import { Buffer } from 'node:buffer'
import type { Member } from '../domain/media.ts'
import { formatNames, isJson } from '../formats/render.ts'
import type { Delivery } from './delivery.ts'
import type { RenderCache } from './render-cache.ts'

/** What a consumer may have inside an entry: a document in one of these formats, or none (`thin`). */
export const envelopeFormats = [...formatNames, 'thin'] as const
export type EnvelopeFormat = (typeof envelopeFormats)[number]

/** An entry as our own API sends it, all but its `seq` (and `prev`): the JSON members that are the same for every reader of this format
 *  and face, with the closing brace, on one line. docs/protocol.md §Entry. */
export const envelopeTail = ({ entry, face, version, notice }: Delivery, document: string | null): string => {
  const members = {
    at: entry.at,
    signal: entry.signal,
    state: entry.state,
    face,
    item: entry.item,
    guid: version.guid,
    version: entry.version,
    type: entry.type,
    language: entry.language,
    category: entry.category,
    priority: entry.priority,
    products: entry.products,
    group: version.group,
    embargoedUntil: version.embargo === null ? undefined : (version.embargo.until ?? 'unknown'),
    note: notice?.reason ?? version.note,
    line: notice?.line ?? version.line,
    reason: notice?.reasonClass,
    replacedBy: version.replacedBy,
  }
  const json = JSON.stringify(members)
  return document === null ? json.slice(1) : `${json.slice(1, -1)},"document":${document}}`
}

/** The document member of a delivery in a format: a JSON object where the format is JSON, a string otherwise, null for `thin`. */
export const documentMember = (
  cache: RenderCache,
  delivery: Delivery,
  format: EnvelopeFormat,
  related: readonly Member[] = [],
): string | null => {
  if (format === 'thin') return null
  const text = Buffer.from(cache.document(delivery, format, related).bytes).toString('utf8')
  return isJson(format) ? text : JSON.stringify(text)
}

/** A whole entry as JSON text, for pages. */
export const envelope = (
  cache: RenderCache,
  delivery: Delivery,
  format: EnvelopeFormat,
  head: Record<string, unknown> = {},
): string =>
  `${JSON.stringify({ seq: delivery.entry.seq, ...head }).slice(0, -1)},${envelopeTail(delivery, documentMember(cache, delivery, format))}`
