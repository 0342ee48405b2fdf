import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { overlayOf, watermarked } from './watermark.ts'

const flat = (background: string, width = 800, height = 500) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** In which part of its pixels a picture of one grey is no longer it. */
const marked = async (picture: Uint8Array, grey: number): Promise<number> => {
  const { data } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  return data.filter(each => Math.abs(each - grey) > 25).length / data.length
}

describe.each([
  ['black', 0],
  ['grey', 128],
  ['white', 255],
] as const)('over %s', (_, grey) => {
  test.each(['Orsel Wire', 'Orsel Haber Ajansı', 'وكالة أنباء أورسل', '通讯社', 'A & B <script>"\u0000\ud800', ''])(
    'the mark %j is seen, in the size of the picture',
    async text => {
      const comp = await watermarked(await flat(`rgb(${grey} ${grey} ${grey})`), text)
      expect(await sharp(comp).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 500, space: 'srgb' })
      const part = await marked(comp, grey)
      expect(part).toBeGreaterThan(text === '' ? 0.003 : 0.015)
      expect(part).toBeLessThan(0.5)
    },
  )
})

test('no quarter of a picture is without words', () => {
  for (const [width, height] of [
    [1024, 683],
    [683, 1024],
    [320, 40],
  ] as const) {
    const svg = overlayOf('Orsel', width, height)
    expect(svg.match(/<text /gu)?.length).toBeGreaterThan(10)
  }
})

test('a text is escaped, in one line, and of bounded length', () => {
  const svg = overlayOf(`</text><image href="file:///etc/passwd"/>&x;\n${'w'.repeat(500)}`, 400, 300)
  expect(svg).not.toContain('<image')
  expect(svg).toContain('&lt;/text&gt;&lt;image')
  expect(svg).not.toContain('w'.repeat(60))
})

test('the same picture and text make the same bytes', async () => {
  const picture = await flat('#456')
  expect((await watermarked(picture, 'Orsel')).equals(await watermarked(picture, 'Orsel'))).toBe(true)
})

test('Turkish and Arabic are drawn, and joined, from fonts in a folder of ours', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-fonts-test-'))
  try {
    const script = join(folder, 'draw.mjs')
    await writeFile(
      script,
      `import { haveFonts, watermarkFamilies } from ${JSON.stringify(new URL('./watermark-fonts.ts', import.meta.url).href)}
       await haveFonts()
       const { default: sharp } = await import(${JSON.stringify(import.meta.resolve('sharp'))})
       const widths = []
       for (const text of ['\u011f\u0131\u015f', '\u0648\u0643\u0627\u0644\u0629', '\u0648 \u0643 \u0627 \u0644 \u0629']) {
         const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="120"><text x="450" y="80" text-anchor="middle" font-size="60" font-weight="600" font-family="' + watermarkFamilies + '">' + text + '</text></svg>'
         widths.push((await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).trim().toBuffer({ resolveWithObject: true })).info.width)
       }
       console.log(JSON.stringify({ widths, file: process.env.FONTCONFIG_FILE }))`,
    )
    const environment = { PATH: process.env.PATH, TMPDIR: folder }
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
      env: environment,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const { widths, file } = JSON.parse(stdout) as { widths: number[]; file: string }
    expect(file.startsWith(folder)).toBe(true)
    // Letters that are joined take less room than the same ones apart; boxes for letters that are missing would not.
    expect(widths[0]).toBeGreaterThan(60)
    expect(widths[1]).toBeLessThan((widths[2] ?? 0) * 0.8)
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)
