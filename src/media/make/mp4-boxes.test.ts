import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBoxes } from './mp4-boxes.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-boxes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const read = async (bytes: Uint8Array) => {
  const path = join(folder, 'file.mp4')
  await writeFile(path, bytes)
  return readBoxes(path)
}

const box = (type: string, ...content: Uint8Array[]): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(8 + content.reduce((sum, each) => sum + each.length, 0))
  return Buffer.concat([length, Buffer.from(type, 'latin1'), ...content])
}
const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeInt32BE(value | 0, 4 * i)
  return bytes
}
const upright = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]
const turned = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]
const track = (kind: string, matrix: number[], width: number, height: number) =>
  box(
    'trak',
    box('tkhd', numbers(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...matrix, width << 16, height << 16)),
    box('mdia', box('hdlr', numbers(0, 0), Buffer.from(kind, 'latin1'))),
  )
const file = (...inMoov: Buffer[]) => Buffer.concat([box('ftyp', Buffer.from('isom')), box('moov', ...inMoov)])
const head = box('mvhd', numbers(0, 0, 0, 1000, 62_500))

describe('the boxes of an MP4', () => {
  it('say how long and how large it is', async () => {
    expect(await read(file(head, track('soun', upright, 0, 0), track('vide', upright, 1280, 720)))).toEqual({
      ...{ durationSeconds: 62.5, hasPicture: true, widthPixels: 1280, heightPixels: 720 },
    })
  })

  it('say which way it is shown', async () => {
    const found = await read(file(head, track('vide', turned, 1920, 1080)))
    expect(found).toMatchObject({ widthPixels: 1080, heightPixels: 1920 })
  })

  it('of sound alone say so, and of an unknown length nothing', async () => {
    const found = await read(file(box('mvhd', numbers(0, 0, 0, 1000, -1)), track('soun', upright, 0, 0)))
    expect(found).toMatchObject({ hasPicture: false, durationSeconds: null })
  })

  it('are not looked for without end, nor behind the end', async () => {
    const whole = file(head, track('vide', upright, 1280, 720))
    expect(await read(file(...Array.from({ length: 10_001 }, () => box('free'))))).toBeNull()
    expect(await read(Buffer.from('no boxes at all, only words'))).toBeNull()
    expect(await read(Buffer.concat([numbers(-1), Buffer.from('moov'), whole]))).toBeNull()
    for (let length = 0; length < whole.length; length++) {
      const found = await read(whole.subarray(0, length))
      expect(found === null || found.durationSeconds === null).toBe(true)
    }
  })
})
