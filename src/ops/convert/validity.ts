import { decode } from '../../formats/read/charset.ts'
import type { Reading } from '../../formats/reading.ts'
import { type Documents, type SchemaName, schemaErrors, schemaFor } from '../schemas.ts'

/** What a schema says of a document; no errors: it is valid. */
export interface Verdict {
  readonly schema: SchemaName
  readonly errors: readonly string[]
}

/** Whether a document that could be read is valid too; null where there is no schema for its format. */
export const verdictOf = async (
  bytes: Uint8Array,
  reading: Reading,
  charset: string | null,
): Promise<Verdict | null> => {
  const schema = schemaFor(reading.format, reading.formatVersion)
  if (schema === null) return null
  const { text } = decode(bytes, { contentType: null, fallback: charset })
  const documents = reading.format === 'ninjs' ? partsOfJson(text) : { line: withoutEncoding(text) }
  if (Object.keys(documents).length === 0) return null
  return { schema, errors: await schemaErrors(schema, documents) }
}

/** It is UTF-8 by now, whatever its declaration says. */
const withoutEncoding = (text: string): string => text.trimStart().replace(/^\ufeff?\s*<\?xml[^>]*\?>/u, '')

/** The schema is of one item; documents with several hold them in an array or under `items`. */
const partsOfJson = (text: string): Documents => {
  const value: unknown = JSON.parse(text.replace(/^\ufeff/u, ''))
  const several = Array.isArray(value) ? value : itemsIn(value)
  const parts = several.length === 0 ? [value] : several
  return Object.fromEntries(
    parts.map((part, n) => [parts.length === 1 ? 'at' : `item ${n + 1} at`, JSON.stringify(part)]),
  )
}

const itemsIn = (value: unknown): unknown[] => {
  const { uri, items, _items: more } = value as { uri?: unknown; items?: unknown; _items?: unknown }
  return ([items, more].find(each => uri === undefined && Array.isArray(each)) as unknown[] | undefined) ?? []
}
