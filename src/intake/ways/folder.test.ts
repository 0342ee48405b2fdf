import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mostArrivalBytes } from '../take.ts'
import type { Arrival, Looked, OpenSource } from '../way.ts'
import { lookAtFolder } from './folder.ts'

let path: string
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'dateline-folder-'))
})
afterEach(() => rmSync(path, { recursive: true, force: true }))

const start = Date.parse('2026-11-24T08:00:00Z')

/** Writes a file as it was `agoSeconds` before `start`. */
const put = (name: string, text: string, agoSeconds = 60) => {
  writeFileSync(join(path, name), text)
  const at = new Date(start - agoSeconds * 1_000)
  utimesSync(join(path, name), at, at)
}

/** Looks again and again over one state; `taken` are the names and texts in the order in which they were stored. */
const watcher = (settings: object = {}) => {
  let state: unknown = null
  const taken: string[] = []
  const look = async (afterSeconds = 0, take?: (arrival: Arrival) => Promise<'new' | 'known'>): Promise<Looked> => {
    const source: OpenSource = {
      ...{ id: 'src_1', name: 'A folder', kind: 'folder', settings: { path, ...settings }, secret: null, state },
      defaults: {
        language: null,
        timeZone: null,
        charset: null,
        category: null,
        categoryMap: {},
        priority: null,
        provider: null,
      },
    }
    const store = async (arrival: Arrival) => {
      taken.push(`${arrival.name}: ${Buffer.from(arrival.bytes)}`)
      return 'new' as const
    }
    const looked = await lookAtFolder(source, take ?? store, new AbortController().signal, start + afterSeconds * 1_000)
    if (looked.kind === 'looked') state = looked.state
    return looked
  }
  return { look, taken }
}

test('files are taken in the order of their times and moved to done', async () => {
  put('b.txt', 'second', 60)
  put('a.txt', 'third', 50)
  put('c.txt', 'first', 70)
  const { look, taken } = watcher()
  expect(await look()).toMatchObject({ kind: 'looked', again: false, trouble: null })
  expect(taken).toEqual(['c.txt: first', 'b.txt: second', 'a.txt: third'])
  expect(readdirSync(path).sort()).toEqual(['done', 'failed'])
  expect(readdirSync(join(path, 'done')).sort()).toEqual(['a.txt', 'b.txt', 'c.txt'])
})

test('a file that somebody is still writing is awaited', async () => {
  const { look, taken } = watcher({ settleSeconds: 5 })
  put('slow.txt', 'half', 1)
  await look(0)
  await look(3)
  put('slow.txt', 'half and whole', -3)
  await look(4)
  await look(7)
  expect(taken).toEqual([])
  await look(9)
  expect(taken).toEqual(['slow.txt: half and whole'])
})

test('a file whose time lies in the future is taken once it has settled', async () => {
  const { look, taken } = watcher({ settleSeconds: 5 })
  put('ahead.txt', 'text', -86_400)
  await look(0)
  await look(4)
  expect(taken).toEqual([])
  await look(5)
  expect(taken).toEqual(['ahead.txt: text'])
})

test('names of unfinished files, links and folders are left alone', async () => {
  for (const name of ['.hidden', 'a.xml.part', 'b.tmp', 'c.filepart', 'd~']) put(name, 'x')
  const elsewhere = mkdtempSync(join(tmpdir(), 'dateline-elsewhere-'))
  writeFileSync(join(elsewhere, 'secret.txt'), 'of somebody else')
  symlinkSync(join(elsewhere, 'secret.txt'), join(path, 'link.txt'))
  mkdirSync(join(path, 'sub'))
  const before = readdirSync(path).sort()
  const { look, taken } = watcher()
  expect(await look()).toMatchObject({ kind: 'looked', trouble: null })
  expect(taken).toEqual([])
  expect(readdirSync(path).sort()).toEqual([...before, 'done', 'failed'].sort())
  rmSync(elsewhere, { recursive: true })
})

test('the second file of a name does not write over the first', async () => {
  const { look } = watcher()
  for (const text of ['one', 'two', 'three']) {
    put('story.xml', text)
    await look()
  }
  expect(readdirSync(join(path, 'done')).sort()).toEqual(['story.2.xml', 'story.3.xml', 'story.xml'])
})

test('what is too large is moved to failed and reported, and the others are taken', async () => {
  put('huge.xml', '')
  truncateSync(join(path, 'huge.xml'), mostArrivalBytes + 1)
  utimesSync(join(path, 'huge.xml'), new Date(start - 60_000), new Date(start - 60_000))
  put('good.txt', 'text')
  const { look, taken } = watcher()
  expect(await look()).toMatchObject({
    kind: 'looked',
    trouble: `huge.xml: it is larger than ${mostArrivalBytes} bytes`,
  })
  expect(taken).toEqual(['good.txt: text'])
  expect(readdirSync(join(path, 'failed'))).toEqual(['huge.xml'])
})

test('a file that could not be stored stays where it is', async () => {
  put('story.txt', 'text')
  const { look, taken } = watcher()
  await expect(look(0, () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(existsSync(join(path, 'story.txt'))).toBe(true)
  await look(1)
  expect(taken).toEqual(['story.txt: text'])
})

test('more files than one look takes are left for the next', async () => {
  for (let n = 0; n < 501; n++) put(`${n}.txt`, String(n))
  const { look, taken } = watcher()
  expect(await look()).toMatchObject({ again: true })
  expect(taken).toHaveLength(500)
  expect(await look()).toMatchObject({ again: false })
  expect(taken).toHaveLength(501)
})

test('a folder that is not there is a failed look', async () => {
  rmSync(path, { recursive: true })
  expect(await watcher().look()).toEqual({
    kind: 'failed',
    reason: `the folder ${path} cannot be read (ENOENT)`,
    retryAfterMs: null,
  })
})
