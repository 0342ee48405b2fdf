import type { IncomingHttpHeaders } from 'node:http'
import type { ByteRange } from './blobs.ts'
import { rangesOf } from './range.ts'

/** What conditions are held against. */
export interface Validators {
  /** Strong, in quotes. */
  readonly etag: string
  readonly lastModified: Date
  readonly sizeBytes: number
}

/** What a request gets: nothing new, nothing at all, parts, or the whole. */
export type Plan =
  | { readonly status: 200 | 304 | 412 | 416 }
  | { readonly status: 206; readonly ranges: readonly ByteRange[] }

/** Decides by the conditions of a GET or HEAD, in the order of RFC 9110 §13.2.2. A HEAD has no ranges (§14.2). */
export const planOf = (
  { method, headers }: { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders },
  validators: Validators,
): Plan => {
  const { etag, lastModified, sizeBytes } = validators
  const modified = Math.floor(lastModified.getTime() / 1000) * 1000
  const match = headers['if-match']
  if (match !== undefined) {
    if (!names(match, etag, 'strongly')) return { status: 412 }
  } else if (isLater(modified, headers['if-unmodified-since'])) return { status: 412 }
  const noneMatch = headers['if-none-match']
  if (noneMatch !== undefined) {
    if (names(noneMatch, etag, 'weakly')) return { status: 304 }
  } else if (isNotLater(modified, headers['if-modified-since'])) return { status: 304 }
  if (method === 'HEAD' || !isStillThat([headers['if-range']].flat()[0], etag, modified)) return { status: 200 }
  const ranges = rangesOf(headers.range, sizeBytes)
  if (ranges === 'whole') return { status: 200 }
  return ranges === 'none' ? { status: 416 } : { status: 206, ranges }
}

/** Whether a list of entity tags has this one. Weakly, since proxies that compress weaken a tag; strongly, a weak one is no match (§8.8.3.2). */
const names = (list: string, etag: string, how: 'strongly' | 'weakly'): boolean =>
  list.split(',').some(each => {
    const tag = each.trim()
    return tag === '*' || tag === etag || (how === 'weakly' && tag === `W/${etag}`)
  })

const secondsOf = (date: string | undefined): number => (date === undefined ? Number.NaN : Date.parse(date))
const isLater = (modified: number, date: string | undefined): boolean => modified > secondsOf(date)
const isNotLater = (modified: number, date: string | undefined): boolean => modified <= secondsOf(date)

/** If-Range (§13.1.5): the very tag, or the very date. */
const isStillThat = (condition: string | undefined, etag: string, modified: number): boolean => {
  const asked = condition?.trim()
  if (asked === undefined || asked === etag) return true
  return !asked.endsWith('"') && secondsOf(asked) === modified
}
