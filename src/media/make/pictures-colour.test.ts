import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { hue, make, profileName, quarters } from '../../../test/kit/made-pictures.ts'
import { madeScene } from '../../../test/kit/scenes.ts'

describe('colours', () => {
  test('print keeps a profile of RGB, with the pixels as they are in it; screens have sRGB', async () => {
    const p3 = await sharp(quarters(1200, 800)).flatten().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()
    const own = (await sharp(p3).metadata()).icc
    const { metadata, roles, colourAt } = await make(p3)
    expect(own?.length).toBeGreaterThan(100)
    expect((await metadata('print')).icc?.equals(own ?? Buffer.alloc(0))).toBe(true)
    for (const role of roles.filter(each => each !== 'print'))
      expect(profileName(await metadata(role))).toMatch(/sRGB/u)
    // sRGB's red in P3 is paler: 234, 51, 35 or so.
    const [red = 0] = await colourAt('print', 0.1, 0.1)
    expect(red).toBeLessThan(245)
    expect(hue(await colourAt('web', 0.1, 0.1))).toBe('red')
  })

  test('what has no profile is sRGB and says so', async () => {
    const { metadata, roles } = await make(await madeScene(2))
    for (const role of roles) expect(profileName(await metadata(role))).toMatch(/sRGB/u)
  })

  test('CMYK becomes sRGB in every size, by its profile or without one', async () => {
    for (const withProfile of [true, false]) {
      const inks = sharp(quarters(900, 600)).flatten().toColourspace('cmyk')
      const cmyk = await (withProfile ? inks.withIccProfile('cmyk') : inks).jpeg({ quality: 95 }).toBuffer()
      expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
      const { metadata, colourAt, roles } = await make(cmyk)
      for (const role of roles) expect((await metadata(role)).space).toBe('srgb')
      for (const role of ['print', 'web'] as const) {
        const [red = 0, green = 0, blue = 0] = await colourAt(role, 0.1, 0.1)
        expect(red - Math.max(green, blue)).toBeGreaterThan(120)
        expect(Math.min(...(await colourAt(role, 0.9, 0.9)))).toBeGreaterThan(235)
      }
    }
  })

  test('a profile that is broken, or not of RGB, is not passed on', async () => {
    const p3 = await sharp(quarters(600, 400)).flatten().withIccProfile('p3').jpeg().toBuffer()
    const at = p3.indexOf('ICC_PROFILE') + 14
    for (const [offset, bytes] of [
      [128, Buffer.alloc(80, 0xff)],
      [16, Buffer.from('CMYK')],
      [36, Buffer.from('none')],
    ] as const) {
      const broken = Buffer.from(p3)
      bytes.copy(broken, at + offset)
      const { metadata, remark } = await make(broken)
      expect(profileName(await metadata('print'))).toMatch(/sRGB/u)
      expect(remark).toBeNull()
    }
  })

  test('16 bits, grey, palettes and transparency become 8 bits of RGB on white', async () => {
    const scene = sharp(await madeScene(4))
    const clear = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><circle cx="300" cy="200" r="80" fill="#f00"/></svg>',
    )
    const odd = {
      '16 bit': await scene.clone().toColourspace('rgb16').png().toBuffer(),
      '16 bit in P3': await scene.clone().toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
      grey: await scene.clone().greyscale().png().toBuffer(),
      'grey, 16 bit': await scene.clone().greyscale().toColourspace('grey16').png().toBuffer(),
      palette: await scene.clone().png({ palette: true, colours: 16 }).toBuffer(),
      clear: await sharp(clear).png().toBuffer(),
    }
    for (const [name, picture] of Object.entries(odd)) {
      const { metadata, roles, remark } = await make(picture)
      expect([name, remark]).toEqual([name, null])
      for (const role of roles) {
        const { space, depth, channels, hasAlpha } = await metadata(role)
        expect([name, role, space, depth, channels, hasAlpha]).toEqual([name, role, 'srgb', 'uchar', 3, false])
      }
    }
    const { colourAt } = await make(odd.clear)
    expect(Math.min(...(await colourAt('web', 0.02, 0.02)))).toBeGreaterThan(250)
    expect(hue(await colourAt('web', 0.5, 0.5))).toBe('red')
    const wide = await make(odd['16 bit in P3'])
    expect(profileName(await wide.metadata('print'))).not.toMatch(/sRGB/u)
  })
})
