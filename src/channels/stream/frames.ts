import { Buffer } from 'node:buffer'
import type { Delivery } from '../../wire/delivery.ts'
import { documentMember, type EnvelopeFormat, envelopeTail } from '../../wire/envelope.ts'
import type { RenderCache } from '../../wire/render-cache.ts'

/** How bytes are put on the connection: HTTP/1.1 chunks, or as they are (HTTP/1.0, ended by closing). */
export type Framing = 'chunked' | 'plain'

/** Builds frames of the event stream (WHATWG HTML §9.2.6). The part that all readers of a format and face share is built once an entry,
 *  the whole frame once for all readers that also have the same `prev`; at the live edge that is everybody. */
export interface Frames {
  /** `prev`: the cursor this reader last held; null for a kill that overtakes, which has no id and moves no cursor. */
  entry(delivery: Delivery, format: EnvelopeFormat, prev: number | null, framing: Framing): Buffer
}

export const createFrames = (documents: RenderCache): Frames => {
  let seq = 0
  let tails = new Map<string, string>()
  let frames = new Map<string, Buffer>()
  const tailOf = (delivery: Delivery, format: EnvelopeFormat): string => {
    const key = `${format}/${delivery.face}/${delivery.version.number}`
    const found = tails.get(key)
    if (found !== undefined) return found
    const made = envelopeTail(delivery, documentMember(documents, delivery, format))
    tails.set(key, made)
    return made
  }
  return {
    entry(delivery, format, prev, framing) {
      if (delivery.entry.seq !== seq) {
        seq = delivery.entry.seq
        tails = new Map()
        frames = new Map()
      }
      const key = `${format}/${delivery.face}/${delivery.version.number}/${prev}/${framing}`
      const found = frames.get(key)
      if (found !== undefined) return found
      const tail = tailOf(delivery, format)
      const text =
        prev === null
          ? `event: entry\ndata: {"seq":${seq},"overtaking":true,${tail}\n\n`
          : `id: ${seq}\nevent: entry\ndata: {"seq":${seq},"prev":${prev},${tail}\n\n`
      const made = framed(text, framing)
      frames.set(key, made)
      return made
    },
  }
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
