import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { checked } from '../../../test/kit/checked.ts'
import { madePhoto } from '../../../test/kit/media.ts'
import { zipOf } from '../../../test/kit/zips.ts'
import { seeded } from '../../../test/proofs/random.ts'

/** Changes of each file. */
const rounds = 150
const longestMs = 5_000

const story = Buffer.from('Waves over the quay.\n'.repeat(20))
const samples: Record<string, Buffer> = {}
beforeAll(async () => {
  const plain = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#369' } })
  const inner = zipOf([{ name: 'a.txt', bytes: story }])
  Object.assign(samples, {
    'a.jpg': await sharp(await madePhoto(120, 80))
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Copyright: 'M' } })
      .toBuffer(),
    'a.png': await plain().png().toBuffer(),
    'a.gif': await plain().gif().toBuffer(),
    'a.webp': await plain().webp().toBuffer(),
    'a.tif': await plain().tiff({ compression: 'lzw' }).toBuffer(),
    'a.avif': await plain().avif().toBuffer(),
    'a.svg': Buffer.from(
      '<!DOCTYPE svg [<!ENTITY n "http://a.example/">]><svg xmlns="&n;"><g id="a"><path style="a:url(#b)"/></g><use href="#a"/></svg>',
    ),
    'a.pdf': Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n'),
    'a.eps': Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n'),
    'a.zip': zipOf([
      { name: 'a.txt', bytes: story },
      { name: 'in.zip', bytes: inner },
      { name: 'b', bytes: story, isStored: true },
    ]),
    'a.mp4': Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypmp42\0\0\0\0mp42isom'),
      Buffer.from([0, 0, 0, 16]),
      Buffer.from('mdat12345678'),
    ]),
    'a.xml': Buffer.from('<?xml version="1.0"?><!-- x --><newsItem/>'),
    'a.csv': story,
  })
})

const numbers = [0, 1, 0x7f, 0x80, 0xff]

const mutated = (bytes: Buffer, random: () => number): Buffer => {
  const at = () => Math.floor(random() * bytes.length)
  const copy = Buffer.from(bytes)
  const kind = Math.floor(random() * 6)
  if (kind === 0) return copy.subarray(0, at())
  if (kind === 1) return Buffer.concat([copy, copy.subarray(at())])
  if (kind === 2) return Buffer.concat([copy.subarray(0, at()), copy.subarray(at())])
  if (kind === 3) {
    const from = at()
    return copy.fill(
      numbers[Math.floor(random() * numbers.length)] ?? 0,
      from,
      Math.min(copy.length, from + 1 + Math.floor(random() * 8)),
    )
  }
  for (let changes = kind === 4 ? 1 : 1 + Math.floor(random() * 30); changes > 0; changes--)
    copy[at()] = Math.floor(random() * 256)
  return copy
}

test('bytes that were changed at random are taken or refused with a reason, and soon', {
  timeout: 300_000,
}, async () => {
  const random = seeded(20_261_123)
  const outcomes = { taken: 0, refused: 0 }
  for (const [name, bytes] of Object.entries(samples)) {
    expect(await checked(bytes, name), name).not.toMatch(/^refused/)
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      // Anything but a refusal is thrown on.
      const said = await checked(mutated(bytes, random), random() < 0.5 ? name : 'any')
      outcomes[said.startsWith('refused') ? 'refused' : 'taken']++
      if (performance.now() - began > longestMs) throw new Error(`${name}, round ${round}: took too long`)
    }
  }
  expect(outcomes.taken).toBeGreaterThan(100)
  expect(outcomes.refused).toBeGreaterThan(100)
})
