import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { keptBytes } from '../../test/kit/media.ts'
import { bytes, servedFile } from '../../test/kit/served-file.ts'
import { Refusal } from '../domain/refusal.ts'
import { MissingBlob } from './blobs.ts'

const door = servedFile()
const { ask, served, serving } = door

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
  door.options = { headers: { 'Content-Disposition': 'attachment; filename=dl_web.jpg' } }
  expect((await ask()).headers['content-disposition']).toBe('attachment; filename=dl_web.jpg')
})

test('a refusal at the last moment sends nothing and leaves no file open', async () => {
  door.options = { take: () => Promise.reject(new Refusal('download-limit', 'all are used up')) }
  const { status, headers, body } = await ask()
  expect([status, headers['content-type'], body.toString()]).toEqual([500, undefined, 'failed'])
  await served()
  expect(door.outcomes[0]).toBeInstanceOf(Refusal)
  await noneOpen()
})

test('a file that is not where it was kept, or is shorter than it was, is never half an answer', async () => {
  await serving({ digest: 'ab'.repeat(32) }, async () => expect((await ask()).status).toBe(500))
  await served()
  expect(door.outcomes[0]).toBeInstanceOf(MissingBlob)
  await serving({ sizeBytes: bytes.length + 1 }, async () => await expect(ask()).rejects.toThrow(/aborted|hang up/u))
  await served()
  expect(door.outcomes[1]).toMatchObject({ message: expect.stringContaining('300000 bytes where') })
})

test('clients that go away, and those that take nothing, leave no file open', async () => {
  const large = randomBytes(30_000_000)
  const kept = await keptBytes(door.blobs, large)
  door.options = { idleMs: 300 }
  await serving(kept, async () => {
    const sockets = Array.from({ length: 20 }, () => connect(door.port, '127.0.0.1'))
    for (const socket of sockets) {
      socket.on('error', () => {})
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      socket.pause()
    }
    await vi.waitFor(() => expect(openFiles(kept.digest)).toBe(20), 5_000)
    for (const socket of sockets.slice(0, 10)) socket.destroy()
    await vi.waitFor(() => expect(door.outcomes.length).toBe(20), 5_000)
    expect(door.outcomes).toEqual(door.outcomes.map(() => expect.objectContaining({ isComplete: false })))
    await noneOpen()
    for (const socket of sockets) socket.destroy()
  })
})

test('a slow client that goes on taking gets everything, longer than the patience with one that does not', async () => {
  const kept = await keptBytes(door.blobs, randomBytes(12_000_000))
  door.options = { idleMs: 1_500 }
  await serving(kept, async () => {
    const digest = createHash('sha256')
    await new Promise<void>((resolve, reject) => {
      httpRequest({ port: door.port, host: '127.0.0.1', agent: false }, async answer => {
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
    const open = readdirSync('/proc/self/fd').filter(fd => linkOf(fd).startsWith(door.blobs.folder))
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
