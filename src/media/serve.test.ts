import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { freshBlobs, keptBytes } from '../../test/kit/media.ts'
import { Refusal } from '../domain/refusal.ts'
import { MissingBlob } from './blobs.ts'
import { type Sent, type Served, type ServeOptions, serveFile } from './serve.ts'

const bytes = randomBytes(300_000)
const modified = new Date('2026-11-23T09:10:11.500Z')
let blobs: Awaited<ReturnType<typeof freshBlobs>>
let server: Server
let port = 0
let file: Served
let options: ServeOptions = {}
let outcomes: (Sent | Error)[] = []
let pending = 0

beforeAll(async () => {
  blobs = await freshBlobs()
  const kept = await keptBytes(blobs, bytes)
  const served = { blobs, ...kept, contentType: 'image/jpeg', fileName: 'dl_picture_20261123_1002_web.jpg' }
  file = { ...served, lastModified: modified, isInline: true }
  server = createServer((request, response) => {
    pending++
    serveFile(request, response, file, options)
      .then(
        sent => outcomes.push(sent),
        error => {
          outcomes.push(error)
          if (!response.headersSent) response.writeHead(500).end('failed')
        },
      )
      .finally(() => pending--)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await blobs.stop()
})
/** Clients have an answer before the server is done with it. */
const served = () => vi.waitFor(() => expect(pending).toBe(0), 10_000)
beforeEach(async () => {
  await served()
  options = {}
  outcomes = []
})

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly raw: readonly string[]
  readonly body: Buffer
}

const ask = (headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', method, headers, agent: false }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          ...{ status: answer.statusCode ?? 0, headers: answer.headers, raw: answer.rawHeaders },
          body: Buffer.concat(chunks),
        }),
      )
    })
      .on('error', reject)
      .end()
  })

const serving = async <T>(other: Partial<Served>, work: () => Promise<T>): Promise<T> => {
  const before = file
  file = { ...before, ...other }
  try {
    return await work()
  } finally {
    file = before
  }
}

test('a file goes out whole, with exact headers in the case in which clients look them up', async () => {
  const { status, headers, raw, body } = await ask()
  expect(status).toBe(200)
  expect(body.equals(bytes)).toBe(true)
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(bytes.length),
    'content-disposition': 'inline; filename="dl_picture_20261123_1002_web.jpg"',
    'accept-ranges': 'bytes',
    'last-modified': 'Mon, 23 Nov 2026 09:10:11 GMT',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
  })
  for (const name of ['Content-Type', 'Content-Length', 'Content-Disposition', 'ETag', 'Accept-Ranges'])
    expect(raw).toContain(name)
  await served()
  expect(outcomes).toEqual([{ status: 200, sentBytes: bytes.length, isComplete: true }])
})

test('a HEAD has the headers of the GET, no body, and takes nothing', async () => {
  options = { take: () => Promise.reject(new Error('counted')) }
  const { status, headers, body } = await ask({ Range: 'bytes=0-9' }, 'HEAD')
  expect([status, body.length, headers['content-length']]).toEqual([200, 0, String(bytes.length)])
  const held = await ask({ 'If-None-Match': headers.etag ?? '' })
  const beyond = await ask({ Range: 'bytes=300000-' })
  expect([held.status, beyond.status]).toEqual([304, 416])
  await serving({ digest: '0'.repeat(64) }, async () => expect((await ask({}, 'HEAD')).status).toBe(500))
})

test.each([
  ['bytes=0-0', 0, 1],
  ['bytes=0-', 0, 300_000],
  ['bytes=100-199', 100, 200],
  ['bytes=299999-', 299_999, 300_000],
  ['bytes=299990-400000', 299_990, 300_000],
  ['bytes=-10', 299_990, 300_000],
  ['bytes=-999999', 0, 300_000],
  ['Bytes=5-9', 5, 10],
  ['bytes= 5-9 ,', 5, 10],
  ['bytes=5-9, 300000-300001', 5, 10],
])('a range is cut to the file: %s', async (range, from, to) => {
  const { status, headers, body } = await ask({ Range: range })
  expect(status).toBe(206)
  expect(headers['content-range']).toBe(`bytes ${from}-${to - 1}/300000`)
  expect(headers['content-length']).toBe(String(to - from))
  expect(body.equals(bytes.subarray(from, to))).toBe(true)
})

test.each(['bytes=300000-', 'bytes=-0', 'bytes=999999999999999999999-'])(
  'a range beyond the file is refused: %s',
  async range => {
    const { status, headers, body } = await ask({ Range: range })
    expect([status, headers['content-range'], body.length]).toEqual([416, 'bytes */300000', 0])
  },
)

test.each([
  'bytes=9-5',
  'bytes=a-b',
  'bytes=-',
  'lines=1-2',
  'bytes=',
  'bytes=0-9,5-19',
  `bytes=${Array.from({ length: 9 }, (_, n) => `${10 * n}-${10 * n + 1}`).join(',')}`,
])('a range that is malformed, greedy or of another unit is passed over: %s', async range => {
  const { status, body } = await ask({ Range: range })
  expect([status, body.length]).toEqual([200, 300_000])
})

test('several ranges come in parts, in the order asked for', async () => {
  const { status, headers, body } = await ask({ Range: 'bytes=-3, 10-12' })
  const boundary = /^multipart\/byteranges; boundary=(\w+)$/u.exec(headers['content-type'] ?? '')?.[1]
  expect([status, headers['content-length']]).toEqual([206, String(body.length)])
  const part = (range: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Range: bytes ${range}/300000\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ])
  const parts = [part('299997-299999', bytes.subarray(-3)), part('10-12', bytes.subarray(10, 13))]
  expect(body.toString('latin1')).toBe(`${Buffer.concat(parts).toString('latin1')}--${boundary}--\r\n`)
})

test('conditions are held in the order of RFC 9110', async () => {
  const etag = `"${file.digest}"`
  const date = modified.toUTCString()
  const before = new Date(modified.getTime() - 5_000).toUTCString()
  const asked: [Record<string, string>, number][] = [
    [{ 'If-None-Match': `"x", W/${etag}` }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': '"x"', 'If-Modified-Since': date }, 200],
    [{ 'If-Modified-Since': date }, 304],
    [{ 'If-Modified-Since': before }, 200],
    [{ 'If-Modified-Since': 'yesterday' }, 200],
    [{ 'If-Match': '"x"' }, 412],
    [{ 'If-Match': `W/${etag}` }, 412],
    [{ 'If-Match': etag, 'If-Unmodified-Since': before }, 200],
    [{ 'If-Unmodified-Since': before }, 412],
    [{ Range: 'bytes=0-9', 'If-Range': etag }, 206],
    [{ Range: 'bytes=0-9', 'If-Range': date }, 206],
    [{ Range: 'bytes=0-9', 'If-Range': '"x"' }, 200],
    [{ Range: 'bytes=0-9', 'If-Range': `W/${etag}` }, 200],
    [{ Range: 'bytes=0-9', 'If-Range': before }, 200],
    [{ Range: 'bytes=0-9', 'If-None-Match': etag }, 304],
  ]
  for (const [headers, status] of asked) expect([headers, (await ask(headers)).status]).toEqual([headers, status])
  const held = await ask({ 'If-None-Match': etag })
  expect([held.headers.etag, held.headers['content-type'], held.body.length]).toEqual([etag, undefined, 0])
})

test('bytes that are written back stand before those that are kept, in the whole and in every range', async () => {
  const prefix = randomBytes(70_000)
  const shown = Buffer.concat([prefix, bytes.subarray(20)])
  await serving({ prefix, skipBytes: 20, etag: '"with-metadata"' }, async () => {
    const all = await ask()
    expect([all.headers.etag, all.headers['content-length']]).toEqual(['"with-metadata"', String(shown.length)])
    expect(all.body.equals(shown)).toBe(true)
    for (const [first, last] of [
      [0, 0],
      [0, 69_999],
      [69_999, 70_000],
      [70_000, 70_000],
      [1, 349_979],
      [349_979, 349_979],
    ] as const) {
      const part = await ask({ Range: `bytes=${first}-${last}` })
      expect(part.headers['content-range']).toBe(`bytes ${first}-${last}/${shown.length}`)
      expect(part.body.equals(shown.subarray(first, last + 1))).toBe(true)
    }
  })
})

test('what may hold a script is saved and never run, whatever was asked; names are told in both forms', async () => {
  await serving({ contentType: 'image/svg+xml', fileName: 'Liman "görünümü" 100%.svg' }, async () => {
    const { headers } = await ask()
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(headers['content-disposition']).toBe(
      `attachment; filename="Liman _g_r_n_m__ 100_.svg"; filename*=UTF-8''Liman%20%22g%C3%B6r%C3%BCn%C3%BCm%C3%BC%22%20100%25.svg`,
    )
  })
  options = { headers: { 'Content-Disposition': 'attachment; filename=dl_web.jpg' } }
  expect((await ask()).headers['content-disposition']).toBe('attachment; filename=dl_web.jpg')
})

test('a refusal at the last moment sends nothing and leaves no file open', async () => {
  options = { take: () => Promise.reject(new Refusal('download-limit', 'all are used up')) }
  const { status, headers, body } = await ask()
  expect([status, headers['content-type'], body.toString()]).toEqual([500, undefined, 'failed'])
  await served()
  expect(outcomes[0]).toBeInstanceOf(Refusal)
  await noneOpen()
})

test('a file that is not where it was kept, or is shorter than it was, is never half an answer', async () => {
  await serving({ digest: 'ab'.repeat(32) }, async () => expect((await ask()).status).toBe(500))
  await served()
  expect(outcomes[0]).toBeInstanceOf(MissingBlob)
  await serving({ sizeBytes: bytes.length + 1 }, async () => await expect(ask()).rejects.toThrow(/aborted|hang up/u))
  await served()
  expect(outcomes[1]).toMatchObject({ message: expect.stringContaining('300000 bytes where') })
})

test('clients that go away, and those that take nothing, leave no file open', async () => {
  const large = randomBytes(30_000_000)
  const kept = await keptBytes(blobs, large)
  options = { idleMs: 300 }
  await serving(kept, async () => {
    const sockets = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'))
    for (const socket of sockets) {
      socket.on('error', () => {})
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      socket.pause()
    }
    await vi.waitFor(() => expect(openFiles(kept.digest)).toBe(20), 5_000)
    for (const socket of sockets.slice(0, 10)) socket.destroy()
    await vi.waitFor(() => expect(outcomes.length).toBe(20), 5_000)
    expect(outcomes).toEqual(outcomes.map(() => expect.objectContaining({ isComplete: false })))
    await noneOpen()
    for (const socket of sockets) socket.destroy()
  })
})

test('a slow client that goes on taking gets everything, longer than the patience with one that does not', async () => {
  const kept = await keptBytes(blobs, randomBytes(12_000_000))
  options = { idleMs: 1_500 }
  await serving(kept, async () => {
    const digest = createHash('sha256')
    await new Promise<void>((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', agent: false }, async answer => {
        for await (const chunk of answer) {
          digest.update(chunk)
          await sleep(12)
        }
        resolve()
      })
        .on('error', reject)
        .end()
    })
    expect(digest.digest('hex')).toBe(kept.digest)
  })
})

/** Files of a store that this process has open; only Linux tells. */
const openFiles = (digest: string): number => {
  if (process.platform !== 'linux') return 20
  return readdirSync('/proc/self/fd').filter(fd => linkOf(fd).endsWith(digest.slice(2))).length
}
const noneOpen = async () => {
  if (process.platform !== 'linux') return
  await vi.waitFor(() => {
    const open = readdirSync('/proc/self/fd').filter(fd => linkOf(fd).startsWith(blobs.folder))
    expect(open).toEqual([])
  }, 3_000)
}

const linkOf = (fd: string): string => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}
