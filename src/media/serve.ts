import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { type Blobs, type ByteRange, MissingBlob } from './blobs.ts'
import { planOf } from './conditions.ts'
import { dispositionOf, isPlainMedia } from './disposition.ts'
import { lengthOf } from './range.ts'

/** A file as it is given out: kept bytes, with others in place of their beginning where metadata was written back. */
export interface Served {
  readonly blobs: Pick<Blobs, 'read' | 'size'>
  readonly digest: string
  /** Of the kept bytes. */
  readonly sizeBytes: number
  readonly contentType: string
  /** As it is saved. */
  readonly fileName: string
  readonly lastModified: Date
  /** Strong, in quotes; left out: the digest. */
  readonly etag?: string
  /** Whether screens show it where it stands, if it is a plain picture or film; else it is saved. */
  readonly isInline?: boolean
  /** Goes out before the kept bytes. */
  readonly prefix?: Buffer
  /** How many of the kept bytes are left out at their beginning. */
  readonly skipBytes?: number
}

export interface ServeOptions {
  /** Instead of, or beside, those that are written here; in the very case in which clients look them up. */
  readonly headers?: Readonly<Record<string, string>>
  /** Called once before bytes of the file go out, and not for HEAD, 304, 412 and 416: to count. What it throws is thrown, and nothing has been sent. */
  readonly take?: () => Promise<void>
  /** A client that has taken nothing for so long is let go; 60,000. */
  readonly idleMs?: number
}

/** What went out. */
export interface Sent {
  readonly status: number
  /** Handed to the connection, with the frames around several parts. */
  readonly sentBytes: number
  /** false: the client went away, or took nothing for too long. */
  readonly isComplete: boolean
}

/** Answers a GET or HEAD with a file, on node:http: conditions and ranges (RFC 9110 §13, §14), exact lengths, no more in memory than a client takes.
 *  @throws MissingBlob, and whatever `take` throws, before anything has been sent; afterwards the connection is broken off rather than ended short */
export const serveFile = async (
  request: IncomingMessage,
  response: ServerResponse,
  file: Served,
  options: ServeOptions = {},
): Promise<Sent> => {
  const { blobs, digest, contentType, etag = etagOf(file) } = file
  const sizeBytes = totalBytes(file)
  const plan = planOf(request, { etag, lastModified: file.lastModified, sizeBytes })
  const headers = { ...headersOf(file, etag), ...options.headers }
  const isHead = request.method === 'HEAD'
  const nothing = (status: number): Sent => ({ status, sentBytes: 0, isComplete: true })
  if (plan.status === 304 || plan.status === 412 || plan.status === 416) {
    const { 'Content-Type': _, 'Content-Disposition': __, ...kept } = headers
    const more = plan.status === 416 ? { 'Content-Range': `bytes */${sizeBytes}` } : {}
    response.writeHead(plan.status, { ...kept, ...more, ...(plan.status === 304 ? {} : { 'Content-Length': 0 }) }).end()
    return nothing(plan.status)
  }
  if (isHead) {
    if ((await blobs.size(digest)) === null) throw new MissingBlob(digest)
    response.writeHead(200, { ...headers, 'Content-Type': contentType, 'Content-Length': sizeBytes }).end()
    return nothing(200)
  }
  const ranges = plan.status === 206 ? plan.ranges : [{ first: 0, last: sizeBytes - 1 }]
  const { pieces, more } = answerOf(file, { ranges, isPart: plan.status === 206, sizeBytes })
  const opened = await open(file, pieces)
  try {
    await options.take?.()
  } catch (error) {
    opened?.stream.destroy()
    throw error
  }
  if (response.destroyed || request.socket.destroyed) {
    opened?.stream.destroy()
    return { status: plan.status, sentBytes: 0, isComplete: false }
  }
  const length = pieces.reduce((sum, each) => sum + (Buffer.isBuffer(each) ? each.length : lengthOf(each)), 0)
  response.writeHead(plan.status, { ...headers, ...more, 'Content-Length': length })
  return { status: plan.status, ...(await send(response, file, { pieces, opened, idleMs: options.idleMs ?? 60_000 })) }
}

/** How many bytes go out of a file in whole. */
export const totalBytes = ({
  sizeBytes,
  prefix,
  skipBytes = 0,
}: Pick<Served, 'sizeBytes' | 'prefix' | 'skipBytes'>): number => sizeBytes - skipBytes + (prefix?.length ?? 0)

const etagOf = ({ digest }: Served): string => `"${digest}"`

const headersOf = (file: Served, etag: string): Record<string, string> => {
  const { contentType, fileName, lastModified, isInline = false } = file
  const isPlain = isPlainMedia(contentType)
  return {
    'Content-Type': contentType,
    'Content-Disposition': dispositionOf(isInline && isPlain ? 'inline' : 'attachment', fileName),
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Last-Modified': lastModified.toUTCString(),
    'Cache-Control': 'private, no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...(isPlain ? {} : { 'Content-Security-Policy': "default-src 'none'; sandbox" }),
  }
}

/** Bytes that are at hand, or a part of those that are kept. */
type Piece = Buffer | ByteRange

/** One part goes out as it is; several as multipart/byteranges (RFC 9110 §14.6), which readers of PDF ask for. */
const answerOf = (
  file: Served,
  { ranges, isPart, sizeBytes }: { ranges: readonly ByteRange[]; isPart: boolean; sizeBytes: number },
): { pieces: Piece[]; more: Record<string, string> } => {
  const [only] = ranges
  const rangeLine = ({ first, last }: ByteRange) => `bytes ${first}-${last}/${sizeBytes}`
  if (ranges.length === 1 && only !== undefined)
    return { pieces: piecesOf(file, only), more: isPart ? { 'Content-Range': rangeLine(only) } : {} }
  const boundary = randomBytes(18).toString('hex')
  const pieces = ranges.flatMap((range, n) => [
    Buffer.from(
      `${n === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${file.contentType}\r\nContent-Range: ${rangeLine(range)}\r\n\r\n`,
    ),
    ...piecesOf(file, range),
  ])
  return {
    pieces: [...pieces, Buffer.from(`\r\n--${boundary}--\r\n`)],
    more: { 'Content-Type': `multipart/byteranges; boundary=${boundary}` },
  }
}

const piecesOf = ({ prefix = Buffer.alloc(0), skipBytes = 0 }: Served, { first, last }: ByteRange): Piece[] => {
  const shift = skipBytes - prefix.length
  return [
    ...(first < prefix.length ? [prefix.subarray(first, last + 1)] : []),
    ...(last >= prefix.length ? [{ first: Math.max(first, prefix.length) + shift, last: last + shift }] : []),
  ]
}

interface Opened {
  readonly piece: Piece
  readonly stream: Readable
}

/** The first kept part, opened before anything is said, so that a file which is not there is never half an answer. */
const open = async ({ blobs, digest }: Served, pieces: readonly Piece[]): Promise<Opened | null> => {
  const piece = pieces.find(each => !Buffer.isBuffer(each))
  if (piece === undefined || Buffer.isBuffer(piece)) return null
  const stream = await blobs.read(digest, piece)
  // Whoever reads it is told of its errors; until then nobody is.
  stream.on('error', () => {})
  return { piece, stream }
}

const send = async (
  response: ServerResponse,
  { blobs, digest }: Served,
  { pieces, opened, idleMs }: { pieces: readonly Piece[]; opened: Opened | null; idleMs: number },
): Promise<Pick<Sent, 'sentBytes' | 'isComplete'>> => {
  let sentBytes = 0
  response.setTimeout(idleMs, () => response.destroy())
  try {
    for (const piece of pieces) {
      if (Buffer.isBuffer(piece)) await write(response, piece)
      else {
        const stream = piece === opened?.piece ? opened.stream : await blobs.read(digest, piece)
        const count = await pour(stream, response)
        sentBytes += count
        if (!response.destroyed && count !== lengthOf(piece))
          throw new Error(`the file ${digest} has ${count} bytes where it should have ${lengthOf(piece)}`)
      }
      if (response.destroyed) return { sentBytes, isComplete: false }
      if (Buffer.isBuffer(piece)) sentBytes += piece.length
    }
    response.end()
    return { sentBytes, isComplete: true }
  } catch (error) {
    response.destroy()
    throw error
  } finally {
    opened?.stream.destroy()
  }
}

/** Writes a stream out as fast as it is taken; it is closed as soon as the client is gone. @returns how many bytes went out */
const pour = async (stream: Readable, response: ServerResponse): Promise<number> => {
  let count = 0
  const stop = () => stream.destroy()
  response.once('close', stop)
  if (response.destroyed) stop()
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      count += chunk.length
      await write(response, chunk)
      if (response.destroyed) break
    }
  } catch (error) {
    if (!response.destroyed) throw error
  } finally {
    response.off('close', stop)
    stream.destroy()
  }
  return count
}

const write = async (response: ServerResponse, bytes: Buffer): Promise<void> => {
  if (response.write(bytes) || response.destroyed) return
  await new Promise<void>(resolve => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
