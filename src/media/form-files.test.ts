import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFormFiles } from './form-files.ts'

const boundary = '----form7'
const part = (header: string, body: string | Buffer) =>
  Buffer.concat([Buffer.from(`--${boundary}\r\n${header}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
const field = (name: string, text: string) => part(`Content-Disposition: form-data; name="${name}"`, text)
const file = (fileName: string, bytes: string | Buffer) =>
  part(`Content-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: image/jpeg`, bytes)
const formOf = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const read = async (bytes: Buffer, size: number, more: { mostBytes?: number; mostFiles?: number } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-form-'))
  try {
    const bounds = { folder, mostBytes: 1_000_000, mostFiles: 3, ...more }
    const { fields, files } = await readFormFiles(
      inPieces(bytes, size),
      `multipart/form-data; boundary=${boundary}`,
      bounds,
    )
    const read = await Promise.all(
      files.map(async each => [each.fileName, (await readFile(each.path)).toString('latin1')]),
    )
    return { fields: Object.fromEntries(fields), files: read }
  } finally {
    await rm(folder, { recursive: true })
  }
}

// Bytes that look like the end of a part and are not.
const tricky = Buffer.from(`\r\n--${boundary.slice(0, -1)}\r\n--\r\n\r\n--`, 'latin1')

test.each([1, 2, 3, 7, 64, 4096])(
  'a form that comes in pieces of %i bytes is read whole, its files byte for byte',
  async size => {
    const form = formOf(
      field('as', 'graphic'),
      file('a "b" ü.jpg'.replaceAll('"', '%22'), tricky),
      file('c.jpg', ''),
      field('back', '/desk/é'),
    )
    expect(await read(form, size)).toEqual({
      fields: { as: 'graphic', back: '/desk/é' },
      files: [
        ['a "b" ü.jpg', tricky.toString('latin1')],
        ['c.jpg', ''],
      ],
    })
  },
)

test('an input in which no file was chosen is none', async () => {
  expect(await read(formOf(file('', ''), field('as', '')), 50)).toEqual({ fields: { as: '' }, files: [] })
})

test('what is no form, ends early, is too large or has too many files is refused', async () => {
  await expect(
    readFormFiles(inPieces(Buffer.from('x'), 1), 'text/plain', { folder: '/nowhere', mostBytes: 9, mostFiles: 1 }),
  ).rejects.toMatchObject({ code: 'bad-input' })
  const form = formOf(file('a.jpg', 'x'.repeat(500)))
  await expect(read(form.subarray(0, -8), 40)).rejects.toMatchObject({ code: 'bad-input' })
  await expect(read(form, 40, { mostBytes: 300 })).rejects.toMatchObject({ code: 'too-large' })
  await expect(read(formOf(file('a', '1'), file('b', '2')), 40, { mostFiles: 1 })).rejects.toMatchObject({
    field: 'file',
  })
  await expect(read(formOf(field('long', 'x'.repeat(70_000))), 4096)).rejects.toMatchObject({ code: 'bad-input' })
  const endless = Buffer.from(`--${boundary}\r\n${'x'.repeat(20_000)}`)
  await expect(read(endless, 4096)).rejects.toMatchObject({ code: 'bad-input' })
})
