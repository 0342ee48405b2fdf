import sharp, { type Sharp } from 'sharp'
import { seeded } from '../proofs/random.ts'
import { either, height, made, type OddPicture, refusedFile, scene, size, width } from './odd-picture.ts'
import { oddPngs } from './odd-pngs.ts'

/** About two hundred: cut off, damaged, in odd colours and shapes, of every format, and some that are none. The same ones every time. */
export const oddPictures = async (): Promise<OddPicture[]> => [
  ...(await cutOff()),
  ...(await damaged()),
  ...(await turned()),
  ...(await oddJpegs()),
  ...(await oddPngs()),
  ...(await oddTiffs()),
  ...(await oddOthers()),
  ...(await oddShapes()),
  ...noPictures(),
]

const formats = {
  jpg: (picture: Sharp) => picture.jpeg(),
  'progressive.jpg': (picture: Sharp) => picture.jpeg({ progressive: true }),
  png: (picture: Sharp) => picture.png(),
  'interlaced.png': (picture: Sharp) => picture.png({ progressive: true }),
  gif: (picture: Sharp) => picture.gif(),
  webp: (picture: Sharp) => picture.webp(),
  'lossless.webp': (picture: Sharp) => picture.webp({ lossless: true }),
  tif: (picture: Sharp) => picture.tiff({ compression: 'lzw' }),
  avif: (picture: Sharp) => picture.avif({ effort: 0 }),
} as const

const encoded = async (): Promise<[string, Buffer][]> => {
  const picture = await scene()
  return Promise.all(
    Object.entries(formats).map(async ([name, as]) => [name, await as(picture.clone()).toBuffer()] as [string, Buffer]),
  )
}

const cutOff = async (): Promise<OddPicture[]> => {
  const files = await encoded()
  const parts = [0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]
  return files.flatMap(([name, bytes]) =>
    parts.map(part => {
      const cut = bytes.subarray(0, Math.max(0, Math.floor(bytes.length * part)))
      return refusedFile(`${name}, cut off at ${part * 100} %`, cut, `cut.${name}`)
    }),
  )
}

const damaged = async (): Promise<OddPicture[]> => {
  const next = seeded(20261128)
  const files = await encoded()
  return files.flatMap(([name, bytes]) =>
    Array.from({ length: 6 }, (_, n) => {
      const wrong = Buffer.from(bytes)
      for (let at = 0; at < 2 ** n; at++) wrong[Math.floor(next() * wrong.length)] = Math.floor(next() * 256)
      return either(`${name}, ${2 ** n} wrong bytes`, wrong, `wrong.${name}`)
    }),
  )
}

const turned = async (): Promise<OddPicture[]> =>
  Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async orientation => {
      const bytes = await (await scene()).jpeg().withMetadata({ orientation }).toBuffer()
      return made(`turned by EXIF, ${orientation}`, bytes, 'turned.jpg', orientation < 5 ? size : [height, width])
    }),
  )

const oddJpegs = async (): Promise<OddPicture[]> => {
  const picture = await scene()
  const plain = await picture.clone().jpeg().toBuffer()
  const cmyk = picture.clone().toColourspace('cmyk')
  const inserted = (segment: Buffer, times = 1) =>
    Buffer.concat([plain.subarray(0, 2), ...Array.from({ length: times }, () => segment), plain.subarray(2)])
  const segment = (marker: number, payload: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(payload.length + 2, 2)
    return Buffer.concat([head, payload])
  }
  const noise = Buffer.alloc(65_000, 0x41)
  const larger = Buffer.from(plain)
  const frame = plain.indexOf(Buffer.from([0xff, 0xc0]))
  larger.writeUInt16BE(65_500, frame + 5)
  larger.writeUInt16BE(65_500, frame + 7)
  const none = Buffer.from(plain)
  none.writeUInt16BE(0, frame + 7)
  return [
    made('CMYK', await cmyk.clone().jpeg().toBuffer(), 'cmyk.jpg'),
    made('CMYK with its profile', await cmyk.clone().withIccProfile('cmyk').jpeg().toBuffer(), 'cmyk.jpeg'),
    made('grey', await picture.clone().greyscale().jpeg().toBuffer(), 'grey.jpg'),
    made('4:4:4', await picture.clone().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(), '444.JPG'),
    made('mozjpeg', await picture.clone().jpeg({ mozjpeg: true, quality: 10 }).toBuffer(), 'moz.jpg'),
    made('P3', await picture.clone().withIccProfile('p3').jpeg().toBuffer(), 'p3.jpg'),
    made('EXIF of 2 MB', inserted(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), noise])), 32), 'exif.jpg'),
    made('comments of 6 MB', inserted(segment(0xfe, noise), 100), 'comments.jpg'),
    made('a colour profile that is none', inserted(segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01none'))), 'icc.jpg'),
    made('half of a colour profile', inserted(segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x02none'))), 'icc2.jpg'),
    either(
      'EXIF that is none',
      inserted(segment(0xe1, Buffer.from('Exif\0\0MM\0*\xff\xff\xff\xff', 'latin1'))),
      'exif2.jpg',
    ),
    refusedFile('a header that says 65,500 × 65,500', larger, 'larger.jpg'),
    refusedFile('a header that says no width', none, 'none.jpg'),
    refusedFile('without its end', plain.subarray(0, -2), 'end.jpg'),
    either('its end twice', Buffer.concat([plain, Buffer.from([0xff, 0xd9])]), 'ends.jpg'),
    either('another JPEG behind it', Buffer.concat([plain, plain]), 'two.jpg'),
  ]
}

const oddTiffs = async (): Promise<OddPicture[]> => {
  const picture = await scene()
  const compressions = ['none', 'jpeg', 'deflate', 'packbits', 'lzw'] as const
  const plain = await Promise.all(
    compressions.map(async compression =>
      made(`TIFF, ${compression}`, await picture.clone().tiff({ compression }).toBuffer(), `${compression}.tif`),
    ),
  )
  return [
    ...plain,
    made(
      'TIFF in tiles',
      await picture.clone().tiff({ tile: true, tileWidth: 64, tileHeight: 64 }).toBuffer(),
      'tile.tif',
    ),
    made('TIFF in many sizes', await picture.clone().tiff({ pyramid: true, tile: true }).toBuffer(), 'pyramid.tiff'),
    made(
      'TIFF of one bit',
      await picture.clone().toColourspace('b-w').threshold().tiff({ bitdepth: 1 }).toBuffer(),
      'bit.tif',
    ),
    made(
      'fax',
      await picture.clone().toColourspace('b-w').threshold().tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer(),
      'fax.tif',
    ),
    made(
      'TIFF, 0 is white',
      await picture.clone().toColourspace('b-w').tiff({ miniswhite: true }).toBuffer(),
      'white.tif',
    ),
    made('TIFF of 16 bits', await picture.clone().toColourspace('rgb16').tiff().toBuffer(), '16.tif'),
    made(
      'TIFF in CMYK',
      await picture.clone().toColourspace('cmyk').withIccProfile('cmyk').tiff().toBuffer(),
      'cmyk.tif',
    ),
    made('TIFF, clear', await picture.clone().ensureAlpha(0.5).tiff().toBuffer(), 'clear.tif'),
    made('TIFF in Lab', await picture.clone().toColourspace('lab').tiff().toBuffer(), 'lab.tif'),
    made('big TIFF', await picture.clone().tiff({ bigtiff: true }).toBuffer(), 'big.tif'),
  ]
}

const oddOthers = async (): Promise<OddPicture[]> => {
  const picture = await scene()
  const frames = await Promise.all(
    ['#f00', '#0f0', '#00f'].map(background =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const animated = sharp(frames, { join: { animated: true } })
  const avif = await picture.clone().avif({ effort: 0 }).toBuffer()
  return [
    made('animated GIF', await animated.clone().gif().toBuffer(), 'moves.gif'),
    made('animated WebP', await animated.clone().webp().toBuffer(), 'moves.webp'),
    made('GIF of two colours', await picture.clone().gif({ colours: 2 }).toBuffer(), 'two.gif'),
    made('clear GIF', await picture.clone().ensureAlpha(0).gif().toBuffer(), 'clear.gif'),
    made('WebP without loss', await picture.clone().webp({ lossless: true }).toBuffer(), 'lossless.webp'),
    made('WebP, nearly without', await picture.clone().webp({ nearLossless: true }).toBuffer(), 'near.webp'),
    made('WebP, clear', await picture.clone().ensureAlpha(0.5).webp().toBuffer(), 'clear.webp'),
    made('AVIF', avif, 'a.avif'),
    made('AVIF without loss', await picture.clone().avif({ lossless: true, effort: 0 }).toBuffer(), 'b.avif'),
    made('AVIF, clear', await picture.clone().ensureAlpha(0.5).avif({ effort: 0 }).toBuffer(), 'c.avif'),
    refusedFile('HEIC', Buffer.from(heic, 'base64'), 'phone.heic'),
  ]
}

const oddShapes = async (): Promise<OddPicture[]> => {
  const shapes: (readonly [number, number])[] = [
    [1, 1],
    [2, 3],
    [1, 20_000],
    [20_000, 1],
    [3, 8_000],
    [8_000, 3],
    [321, 1],
  ]
  const all = await Promise.all(
    shapes.map(async ([wide, tall]) => {
      const flat = sharp({ create: { width: wide, height: tall, channels: 3, background: '#48c' } })
      const files = [
        ['png', await flat.clone().png().toBuffer()],
        ['jpg', await flat.clone().jpeg().toBuffer()],
      ] as const
      return files.map(([ending, bytes]) =>
        made(`${wide} × ${tall}, ${ending}`, bytes, `shape.${ending}`, [wide, tall]),
      )
    }),
  )
  return all.flat()
}

const noPictures = (): OddPicture[] => {
  const next = seeded(7)
  const noise = Buffer.from(Array.from({ length: 5_000 }, () => Math.floor(next() * 256)))
  return [
    refusedFile('noise', noise, 'noise.jpg'),
    refusedFile(
      'noise behind the first bytes of a JPEG',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise]),
      'head.jpg',
    ),
    refusedFile(
      'noise behind the first bytes of a PNG',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), noise]),
      'head.png',
    ),
    refusedFile('noise behind the first bytes of a TIFF', Buffer.concat([Buffer.from('II*\0'), noise]), 'head.tif'),
    refusedFile('noise behind the first bytes of a GIF', Buffer.concat([Buffer.from('GIF89a'), noise]), 'head.gif'),
    refusedFile('words', Buffer.from('This is no picture.\n'.repeat(20)), 'words.jpg'),
    refusedFile(
      'a page',
      Buffer.from('<!doctype html><html><body><script>alert(1)</script></body></html>'),
      'page.jpg',
    ),
  ]
}

/** 64 × 64 of one colour in HEVC. */
const heic =
  'AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWljAAABK21ldGEAAAAAAAAAIWhkbHIAAAAAAAAAAHBpY3QAAAAAAAAAAAAAAAAAAAAADnBp' +
  'dG0AAAAAAAEAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAFLAAAAGQAA' +
  'AK9pcHJwAAAAkmlwY28AAAB2aHZjQwEBYAAAAJAAAAAAAB7wAPz9+PgAAA8DoAABABhAAQwB//8BYAAAAwCQAAADAAADAB6VmAmh' +
  'AAEAKUIBAQFgAAADAJAAAAMAAAMAHqAggQWWVmkkyvAWgIAAAAMAgAAAAwCEogABAAdEAcFytCJAAAAAFGlzcGUAAAAAAAAAQAAA' +
  'AEAAAAAVaXBtYQAAAAAAAAABAAECgQIAAAAhbWRhdAAAABUoAa8TgOUyUf/uiiv1fV/rfrQAhfg='
