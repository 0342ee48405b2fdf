import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { hue, make, quarters } from '../../../test/kit/made-pictures.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { madeScene } from '../../../test/kit/scenes.ts'

test('a large picture is made in all sizes, each as large as it may be, in its shape', async () => {
  const { made, roles, remark, size, metadata } = await make(await madeScene(7, 6000, 4000))
  expect(remark).toBeNull()
  expect(size).toEqual({ widthPixels: 6000, heightPixels: 4000 })
  expect(roles).toEqual(['print', 'web', 'preview', 'thumb', 'comp', 'wide', 'square', 'tall'])
  expect(made.map(each => [each.widthPixels, each.heightPixels])).toEqual([
    ...[
      [5000, 3333],
      [1280, 853],
      [1024, 683],
      [320, 213],
      [1024, 683],
      [1600, 900],
      [1600, 1600],
      [1600, 2000],
    ],
  ])
  for (const { role, widthPixels, heightPixels, contentType } of made) {
    const seen = await metadata(role)
    expect([role, contentType, seen.format, seen.width, seen.height]).toEqual([
      role,
      'image/jpeg',
      'jpeg',
      widthPixels,
      heightPixels,
    ])
    expect([role, seen.depth, seen.space]).toEqual([role, 'uchar', 'srgb'])
  }
  expect((await metadata('print')).chromaSubsampling).toBe('4:4:4')
}, 60_000)

test('a small picture is never enlarged, and crops that would be too small are left out', async () => {
  const { made } = await make(await madeScene(3, 400, 300))
  expect(made.map(({ role, widthPixels, heightPixels }) => `${role} ${widthPixels}x${heightPixels}`)).toEqual([
    ...['print 400x300', 'web 400x300', 'preview 400x300', 'thumb 320x240', 'comp 400x300', 'wide 400x225'],
  ])
  const square = { left: 0, top: 0, width: 0.5, height: 0.5 }
  const asked = await make(await madeScene(3, 400, 300), { focus: null, crops: { square } })
  expect(asked.remark).toBe('the crop square is narrower than 320 pixels and was not made')
})

test('the same file makes the same bytes', async () => {
  const picture = await madeScene(5, 1500, 1000)
  const digests = async () => {
    const { roles, bytes } = await make(picture)
    return Promise.all(roles.map(async role => createHash('sha256').update(bytes(role)).digest('hex')))
  }
  expect(await digests()).toEqual(await digests())
})

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a picture that EXIF turns (%i)', orientation => {
  test('stands upright in every size and crop, as viewers show it', async () => {
    const turned = await sharp(quarters(900, 600))
      .flatten()
      .jpeg({ quality: 95 })
      .withMetadata({ orientation })
      .toBuffer()
    const upright = await sharp(turned).autoOrient().png().toBuffer()
    const { width, height } = await sharp(upright).metadata()
    const { made, size, colourAt, metadata } = await make(turned)
    expect(size).toEqual({ widthPixels: width, heightPixels: height })
    const expected = await make(upright)
    for (const { role, widthPixels, heightPixels } of made) {
      expect((await metadata(role)).orientation).toBeUndefined()
      const same = expected.made.find(each => each.role === role)
      expect([role, widthPixels, heightPixels]).toEqual([role, same?.widthPixels, same?.heightPixels])
      if (role === 'comp') continue
      for (const [x, y] of [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const) {
        const seen = await colourAt(role, x, y)
        for (const [n, value] of (await expected.colourAt(role, x, y)).entries())
          expect(Math.abs((seen[n] ?? 0) - value), `${role} at ${x} ${y}`).toBeLessThan(12)
      }
    }
  })
})

test('crops are cut around the focus and from the boxes of editors, from the whole picture where it has the pixels', async () => {
  const picture = await sharp(quarters(6000, 4000)).flatten().jpeg().toBuffer()
  const inRed = await make(picture, { focus: { x: 0.1, y: 0.2 }, crops: {} })
  expect(hue(await inRed.colourAt('square', 0.1, 0.1))).toBe('red')
  const corner = { left: 0.55, top: 0.05, width: 0.3, height: 0.3 }
  const green = await make(picture, { focus: null, crops: { wide: corner } })
  const wide = green.made.find(({ role }) => role === 'wide')
  expect([wide?.widthPixels, wide?.heightPixels]).toEqual([1600, 900])
  for (const [x, y] of [
    [0.02, 0.02],
    [0.98, 0.98],
  ] as const)
    expect(hue(await green.colourAt('wide', x, y))).toBe('green')
}, 60_000)

test('crops from the whole picture of one that EXIF turns are of the part that is seen', async () => {
  const turned = await sharp(quarters(6000, 4000)).flatten().jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const box = { left: 0.05, top: 0.05, width: 0.4, height: 0.3 }
  const { size, colourAt } = await make(turned, { focus: null, crops: { wide: box } })
  expect(size).toEqual({ widthPixels: 4000, heightPixels: 6000 })
  // Turned clockwise, what was the lower left is the upper left.
  expect(hue(await colourAt('wide', 0.5, 0.5))).toBe('blue')
}, 60_000)

test('EXIF, IPTC and XMP are left out of every size', async () => {
  const said = await sharp(await madeScene(1))
    .withExif({ IFD0: { ImageDescription: 'a secret place', Copyright: 'Office' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer()
  expect((await sharp(said).metadata()).exif).toBeDefined()
  const { metadata, roles, bytes } = await make(said)
  for (const role of roles) {
    const { exif, xmp, iptc } = await metadata(role)
    expect([role, exif, xmp, iptc]).toEqual([role, undefined, undefined, undefined])
    expect(bytes(role).includes('secret')).toBe(false)
  }
})

sampleTest('the reference photo of IPTC is made in all sizes without what it says of itself', async () => {
  const { metadata, roles, remark, bytes } = await make(sample('photo/IPTC-PhotometadataRef-Std2017.1.jpg'))
  expect(remark).toBeNull()
  expect(roles).toContain('print')
  for (const role of roles) {
    const { exif, xmp, iptc } = await metadata(role)
    expect([role, exif, xmp, iptc]).toEqual([role, undefined, undefined, undefined])
    expect(bytes(role).includes('ref2017')).toBe(false)
  }
})

test('a picture with wrong bytes in it is made with a remark, one that is cut off is refused', async () => {
  const picture = await madeScene(8, 1200, 800)
  const wrong = Buffer.from(picture)
  // A marker that is none, in the midst of the pixels.
  wrong.set([0xff, 0x5a], Math.round(wrong.length / 2))
  const { remark, roles } = await make(wrong)
  expect(remark).toMatch(/^the file is damaged/u)
  expect(roles).toContain('print')
  await expect(make(picture.subarray(0, picture.length * 0.7))).rejects.toMatchObject({
    ...{ code: 'unsafe-file', message: expect.stringMatching(/cut off or damaged.*send it again/u) },
  })
})

test('an animated picture is made of its first frame', async () => {
  const [red, blue] = ['#ff0000', '#0000ff'].map(background =>
    sharp({ create: { width: 400, height: 300, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  for (const format of ['gif', 'webp'] as const) {
    const animated = await sharp([(await red) ?? '', (await blue) ?? ''], { join: { animated: true } })
      .toFormat(format)
      .toBuffer()
    expect((await sharp(animated, { animated: true }).metadata()).pages).toBe(2)
    const { size, colourAt } = await make(animated)
    expect(size).toEqual({ widthPixels: 400, heightPixels: 300 })
    expect(hue(await colourAt('web', 0.5, 0.5))).toBe('red')
  }
})
