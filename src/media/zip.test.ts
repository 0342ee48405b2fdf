import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ZipFile, zipOf } from './zip.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-zip-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, bytes: Buffer, sizeBytes = bytes.length): ZipFile => ({
  ...{ name, sizeBytes, modified: new Date('2026-11-23T09:10:20Z') },
  async open() {
    return (async function* () {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
    })()
  },
})

const written = async (files: ZipFile[]): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of zipOf(files)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What another program makes of it: by name, what is in it. */
const script = `
import sys, zipfile, json
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, z.read(i).decode('latin1'), list(i.date_time), i.compress_type] for i in z.infolist()]))`
const python = ['python3', 'python'].find(name => {
  try {
    execFileSync(name, ['-c', 'import zipfile'])
    return true
  } catch {
    return false
  }
})
if (python === undefined) console.warn('SKIPPED: archives as others read them: no Python found')

describe.skipIf(python === undefined)('archives as others read them', () => {
  const read = async (files: ZipFile[]) => {
    const path = join(folder, 'files.zip')
    writeFileSync(path, await written(files))
    return JSON.parse(execFileSync(python ?? '', ['-c', script, path], { encoding: 'utf8' }))
  }
  test('files come out as they went in, with their names and times', async () => {
    const bytes = Buffer.from('x'.repeat(12_345))
    expect(
      await read([file('ferry.jpg', bytes), file('ığ-مرفأ.txt', Buffer.from('a')), file('empty', Buffer.alloc(0))]),
    ).toEqual([
      ['ferry.jpg', bytes.toString(), [2026, 11, 23, 9, 10, 20], 0],
      ['ığ-مرفأ.txt', 'a', [2026, 11, 23, 9, 10, 20], 0],
      ['empty', '', [2026, 11, 23, 9, 10, 20], 0],
    ])
  })

  test('one that is announced as larger than 4 GiB is written as ZIP64, whatever it turns out to be', async () => {
    const found = await read([file('large.mov', Buffer.from('film'), 5e9), file('after.txt', Buffer.from('b'))])
    expect(found.map(([name, text]: string[]) => [name, text])).toEqual([
      ['large.mov', 'film'],
      ['after.txt', 'b'],
    ])
  })

  test('more files than 16 bits count are all there', async () => {
    const path = join(folder, 'many.zip')
    writeFileSync(path, await written(Array.from({ length: 66_000 }, (_, i) => file(`${i}`, Buffer.from('1')))))
    const count = 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).infolist()))'
    expect(execFileSync(python ?? '', ['-c', count, path], { encoding: 'utf8' }).trim()).toBe('66000')
  }, 60_000)
})

test('a file that cannot be opened breaks the archive off rather than ending it short', async () => {
  const broken = { ...file('gone', Buffer.alloc(1)), open: () => Promise.reject(new Error('not kept')) }
  await expect(written([file('a', Buffer.from('a')), broken])).rejects.toThrow('not kept')
})
