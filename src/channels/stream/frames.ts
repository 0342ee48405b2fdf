import { Buffer } from 'node:buffer'
import type { Delivery } from '../../wire/delivery.ts'
import { documentMember, type EnvelopeFormat, envelopeTail } from '../../wire/envelope.ts'
import type { RenderCache } from '../../wire/render-cache.ts'

/** How bytes are put on the connection: HTTP/1.1 chunks, or as they are (HTTP/1.0, ended by closing). */
export type Framing = 'chunked' | 'plain'

/** Builds frames of the event stream (WHATWG HTML §9.2.6). The part that all readers of a format and face share is built once an entry,
 *  the whole frame once for all readers that also have the same `prev`; at the live edge that is everybody. */
export interface Frames {
  /** Entries in a row, each with the one before it as its `prev`. @param prev the cursor this reader last held */
  entries(deliveries: readonly Delivery[], format: EnvelopeFormat, prev: number, framing: Framing): Buffer
  /** One that overtakes: it has no id and moves no cursor. */
  overtaking(delivery: Delivery, format: EnvelopeFormat, framing: Framing): Buffer
}

/** Frames kept for other readers: as many as the selections of a busy wire can have of a few entries. */
const kept = 128

export const createFrames = (documents: RenderCache): Frames => {
  const tails = new Map<string, string>()
  const frames = new Map<string, Buffer>()
  /** What was asked for last: readers of a selection ask for the same one after the other. */
  let last: { deliveries: readonly Delivery[]; format: string; prev: number; framing: Framing; bytes: Buffer } | null =
    null
  const one = (delivery: Delivery, format: EnvelopeFormat, prev: number | null, framing: Framing): Buffer => {
    const { entry, face, version } = delivery
    const { seq, state } = entry
    // With the state, as a withheld item may come back and an entry of it then says otherwise.
    const shared = `${seq}/${state}/${format}/${face}/${version.number}`
    return remembered(frames, `${shared}/${prev}/${framing}`, () => {
      const tail = remembered(tails, shared, () => envelopeTail(delivery, documentMember(documents, delivery, format)))
      const text =
        prev === null
          ? `event: entry\ndata: {"seq":${seq},"overtaking":true,${tail}\n\n`
          : `id: ${seq}\nevent: entry\ndata: {"seq":${seq},"prev":${prev},${tail}\n\n`
      return framed(text, framing)
    })
  }
  return {
    entries(deliveries, format, prev, framing) {
      if (last?.deliveries === deliveries && last.prev === prev && last.framing === framing && last.format === format) {
        return last.bytes
      }
      const parts = deliveries.map((each, n) => one(each, format, deliveries[n - 1]?.entry.seq ?? prev, framing))
      const [first] = parts
      const bytes = first !== undefined && parts.length === 1 ? first : Buffer.concat(parts)
      last = { deliveries, format, prev, framing, bytes }
      return bytes
    },
    overtaking: (delivery, format, framing) => one(delivery, format, null, framing),
  }
}

const remembered = <T>(known: Map<string, T>, key: string, make: () => T): T => {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= kept) known.clear()
  const made = make()
  known.set(key, made)
  return made
}

/** A frame other than an entry's; `id` moves the reader's cursor. */
export const frame = (
  event: string,
  data: Record<string, unknown>,
  framing: Framing,
  id: number | null = null,
): Buffer => framed(`${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`, framing)

/** The very first bytes: how long a client waits before it reconnects. */
export const opening = (framing: Framing): Buffer => framed('retry: 1000\n\n', framing)

/** The end of a chunked body (RFC 9112 §7.1). */
export const lastChunk = (framing: Framing): string => (framing === 'chunked' ? '0\r\n\r\n' : '')

const framed = (text: string, framing: Framing): Buffer => {
  const body = Buffer.from(text, 'utf8')
  if (framing === 'plain') return body
  return Buffer.concat([
    Buffer.from(`${body.byteLength.toString(16)}\r\n`, 'latin1'),
    body,
    Buffer.from('\r\n', 'latin1'),
  ])
}
