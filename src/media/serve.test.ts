import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytes, modified, servedFile } from '../../test/kit/served-file.ts'

const door = servedFile()
const { ask, served, serving } = door

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
  expect(door.outcomes).toEqual([{ status: 200, sentBytes: bytes.length, isComplete: true }])
})

test('a HEAD has the headers of the GET, no body, and takes nothing', async () => {
  door.options = { take: () => Promise.reject(new Error('counted')) }
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
  const etag = `"${door.file.digest}"`
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
