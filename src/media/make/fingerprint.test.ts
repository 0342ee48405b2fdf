import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { madeScene } from '../../../test/kit/scenes.ts'
import { bitsApart, fingerprintOf, greysOf } from './fingerprint.ts'

const fingerprint = async (picture: Uint8Array) => fingerprintOf(await greysOf(picture))

/** The same picture as others send it. */
const variants = async (picture: Buffer): Promise<[string, Buffer][]> => {
  const upright = await sharp(picture).autoOrient().png().toBuffer()
  const { width, height } = await sharp(upright).metadata()
  const cut = (part: number) => ({
    ...{ left: Math.round((width * part) / 2), top: Math.round((height * part) / 2) },
    ...{ width: Math.round(width * (1 - part)), height: Math.round(height * (1 - part)) },
  })
  const of = (change: (picture: Sharp) => Sharp) => change(sharp(upright)).toBuffer()
  return [
    ['coarse JPEG', await of(it => it.jpeg({ quality: 40 }))],
    ['WebP', await of(it => it.webp({ quality: 60 }))],
    ['half the size', await of(it => it.resize(Math.round(width / 2)).jpeg())],
    ['a thumb', await of(it => it.resize(240).jpeg())],
    ['brighter', await of(it => it.modulate({ brightness: 1.15 }).jpeg())],
    ['darker', await of(it => it.modulate({ brightness: 0.8 }).jpeg())],
    ['more contrast', await of(it => it.linear(1.15, -15).jpeg())],
    ['grey', await of(it => it.greyscale().jpeg())],
    ['its edges cut off', await of(it => it.extract(cut(0.02)).jpeg())],
  ]
}

const expectAlike = async (name: string, picture: Buffer): Promise<void> => {
  const own = await fingerprint(picture)
  for (const [change, bytes] of await variants(picture))
    expect(bitsApart(own, await fingerprint(bytes)), `${name}, ${change}`).toBeLessThanOrEqual(6)
}

test('a picture looks like itself re-encoded, resized, brightened, and with its edges cut off', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) await expectAlike(`scene ${seed}`, await madeScene(seed))
}, 60_000)

test('different pictures do not look alike, nor does a mirrored one', async () => {
  const all = await Promise.all(Array.from({ length: 24 }, async (_, seed) => fingerprint(await madeScene(seed + 1))))
  for (const [n, one] of all.entries())
    for (const other of all.slice(n + 1)) expect(bitsApart(one, other)).toBeGreaterThan(6)
  const mirrored = await sharp(await madeScene(1))
    .flop()
    .jpeg()
    .toBuffer()
  expect(bitsApart(all[0] ?? '', await fingerprint(mirrored))).toBeGreaterThan(6)
}, 60_000)

sampleTest(
  'real photographs look like themselves, turned by EXIF or not, and not like one another',
  async () => {
    const photos = ['DSCN0010.jpg', 'IPTC-PhotometadataRef-Std2017.1.jpg', 'portrait_3.jpg'].map(name =>
      sample(`photo/${name}`),
    )
    for (const [n, photo] of photos.entries()) await expectAlike(`photo ${n}`, photo)
    const [a = '', b = '', c = ''] = await Promise.all(photos.map(fingerprint))
    for (const bits of [bitsApart(a, b), bitsApart(b, c), bitsApart(a, c)]) expect(bits).toBeGreaterThan(6)
  },
  60_000,
)

test('a fingerprint is 16 hex digits, for a picture of one colour too', async () => {
  for (const colour of ['#000', '#fff', '#808080']) {
    const flat = await sharp({ create: { width: 300, height: 200, channels: 3, background: colour } })
      .png()
      .toBuffer()
    expect(await fingerprint(flat)).toBe('0000000000000000')
  }
  expect(bitsApart('0000000000000000', 'ffffffffffffffff')).toBe(64)
  expect(bitsApart('8000000000000001', '0000000000000000')).toBe(2)
})
