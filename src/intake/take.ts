import { createHash } from 'node:crypto'
import { Refusal } from '../domain/refusal.ts'
import { mostDocumentBytes } from '../formats/read/charset.ts'
import type { Db } from '../store/db.ts'
import { storeRaw } from '../store/intake-raw.ts'
import { storableText } from '../store/json.ts'
import type { Arrival } from './way.ts'

/** The most bytes of one arrival: more than that no reader takes. */
export const mostArrivalBytes = mostDocumentBytes

/**
 * Stores what has arrived, before anybody tries to understand it: bytes, headers and the state of the way in, in one transaction.
 * @param more `state` left out: as it was; `requestKey`: with which its sender may ask again
 * @returns the raw's id; `isNew: false` where this source gave these bytes before
 * @throws Refusal `too-large`; `key-reused` where other bytes came with the request key; `not-found` where the source is gone
 */
export const take = async (
  db: Db,
  source: string,
  arrival: Arrival,
  more: { readonly state?: unknown; readonly requestKey?: string | null } = {},
): Promise<{ id: number; isNew: boolean }> => {
  const { bytes, name, contentType, headers } = arrival
  if (bytes.length > mostArrivalBytes) {
    throw new Refusal('too-large', `${name ?? 'a document'} is larger than ${mostArrivalBytes} bytes`)
  }
  const stored = await storeRaw(db, {
    source,
    bytes,
    digest: createHash('sha256').update(bytes).digest(),
    name: bounded(name),
    contentType: bounded(contentType),
    headers: keptHeaders(headers),
    requestKey: more.requestKey ?? null,
    state: more.state,
  })
  if (stored === null) throw new Refusal('not-found', `there is no source ${source}`)
  if (stored === 'key-reused') {
    throw new Refusal('key-reused', 'this idempotency key was used for other bytes', { field: 'Idempotency-Key' })
  }
  return stored
}

const longest = 2_000
const mostHeaders = 60

const bounded = (text: string | null): string | null => (text === null ? null : storableText(text).slice(0, longest))

const secretHeader =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|dateline-signature)$|token|secret|password/iu

const keptHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !secretHeader.test(name))
      .slice(0, mostHeaders)
      .map(([name, value]) => [storableText(name.toLowerCase()).slice(0, 200), storableText(value).slice(0, longest)]),
  )
