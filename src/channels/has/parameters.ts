import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from '../../domain/refusal.ts'
import { boundaryOf, partsOf } from './multipart.ts'

/** What `search` knows; everything else that clients send is ignored. */
const names = [
  'start_date',
  'end_date',
  'filter_provider',
  'filter_category',
  'filter_priority',
  'filter_package',
  'filter_type',
  'filter_language',
  'search_string',
  'offset',
  'limit',
  // Ours, which no client of HAS knows.
  'expand',
  'after',
] as const
export type Name = (typeof names)[number]

/** Parameters that were given, with their values; a name is absent where there was nothing in it. */
export type Parameters = ReadonlyMap<Name, readonly string[]>

/** Where real clients put parameters. */
export interface Sources {
  readonly body: Buffer
  readonly contentType: string | undefined
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
}

/**
 * Reads the parameters of a search from its body (urlencoded, multipart/form-data or JSON, by what it looks like, since clients name the
 * wrong type), else from the query, else from headers of these names (one client sends them so).
 * @throws Refusal `bad-input` where a body begins as a JSON object and is none
 */
export const parametersOf = ({ body, contentType, query, headers }: Sources): Parameters => {
  const given = new Map<Name, readonly string[]>()
  for (const pairs of [bodyPairs(body, contentType), [...query], headerPairs(headers)]) {
    for (const [name, values] of grouped(pairs)) if (!given.has(name)) given.set(name, values)
  }
  return given
}

type Pair = readonly [name: string, value: unknown]

const bodyPairs = (body: Buffer, contentType = ''): readonly Pair[] => {
  const text = body.toString('utf8').replace(/^\uFEFF/u, '')
  const boundary = boundaryOf(contentType)
  if (boundary !== null) return partsOf(text, boundary)
  return text.trimStart().startsWith('{') ? jsonPairs(text) : [...new URLSearchParams(text.trim())]
}

const jsonPairs = (text: string): readonly Pair[] => {
  try {
    return Object.entries(JSON.parse(text))
  } catch {
    throw new Refusal('bad-input', 'the body begins as a JSON object but is none', { field: 'body' })
  }
}

/** node:http gives the bytes of a header as Latin-1; clients mean UTF-8. */
const headerPairs = (headers: IncomingHttpHeaders): readonly Pair[] =>
  names.flatMap(name => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, Buffer.from(value, 'latin1').toString('utf8')] as const] : []
  })

const grouped = (pairs: readonly Pair[]): Map<Name, string[]> => {
  const found = new Map<Name, string[]>()
  for (const [written, value] of pairs) {
    const name = knownName(written)
    const values = name === null ? [] : valuesOf(value)
    if (name !== null && values.length > 0) found.set(name, [...(found.get(name) ?? []), ...values])
  }
  return found
}

/** PHP writes lists as `filter_type[]` or `filter_type[0]`. */
const knownName = (written: string): Name | null => {
  const bare = written
    .trim()
    .toLowerCase()
    .replace(/\[[^\]]*\]$/u, '')
  return names.find(name => name === bare) ?? null
}

/** A number, a string, a list, or a list written as JSON; what is empty or anything else counts as absent. */
const valuesOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(plainValue)
  const [text] = plainValue(value)
  if (text === undefined) return []
  if (!text.startsWith('[')) return [text]
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.flatMap(plainValue) : [text]
  } catch {
    return [text]
  }
}

const plainValue = (value: unknown): string[] => {
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value).trim()
  return text === '' ? [] : [text]
}
