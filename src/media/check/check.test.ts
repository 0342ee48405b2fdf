import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { checked } from '../../../test/kit/checked.ts'
import { madePhoto } from '../../../test/kit/media.ts'
import { zipOf } from '../../../test/kit/zips.ts'

const colour = { width: 30, height: 20, channels: 3 as const, background: '#336699' }
const plain = () => sharp({ create: colour })
const pictures: Record<string, Buffer> = {}
beforeAll(async () => {
  Object.assign(pictures, {
    jpg: await madePhoto(300, 200),
    progressive: await sharp(await madePhoto(300, 200))
      .jpeg({ progressive: true })
      .toBuffer(),
    png: await plain().png().toBuffer(),
    gif: await plain().gif().toBuffer(),
    webp: await plain().webp().toBuffer(),
    lossless: await plain().webp({ lossless: true }).toBuffer(),
    tif: await plain().tiff().toBuffer(),
    avif: await plain().avif().toBuffer(),
  })
})
const picture = (name: string): Buffer => {
  const bytes = pictures[name]
  if (bytes === undefined) throw new Error(name)
  return bytes
}
const joined = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map(part => Buffer.from(part as string)))

const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
const eps = '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n%%EOF\n'
const docx = () =>
  zipOf([
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    { name: 'word/document.xml', bytes: Buffer.from('<w/>'.repeat(100)) },
  ])
const story = Buffer.from('Fırtına limanı kapattı.\n\nDalgalar rıhtımı aştı.\n')

test.each<[string, string, () => Uint8Array | string]>([
  ['a.jpg', 'picture image/jpeg', () => picture('jpg')],
  ['A.JPEG', 'picture image/jpeg', () => picture('progressive')],
  ['no ending', 'picture image/jpeg', () => picture('jpg')],
  ['a.png', 'picture image/png', () => picture('png')],
  ['a.gif', 'picture image/gif', () => picture('gif')],
  ['a.webp', 'picture image/webp', () => picture('webp')],
  ['b.webp', 'picture image/webp', () => picture('lossless')],
  ['a.tif', 'picture image/tiff', () => picture('tif')],
  ['a.avif', 'picture image/avif', () => picture('avif')],
  ['a.svg', 'graphic image/svg+xml', () => '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'],
  ['a.eps', 'graphic application/postscript', () => eps],
  ['a.ps', 'file application/postscript', () => '%!PS-Adobe-3.0\nshowpage\n'],
  ['a.ai', 'graphic application/illustrator', () => pdf],
  ['b.ai', 'graphic application/illustrator', () => eps],
  ['a.pdf', 'file application/pdf', () => pdf],
  ['a.zip', 'file application/zip', () => zipOf([{ name: 'ağ.txt', bytes: story }])],
  ['a.docx', 'file application/vnd.openxmlformats-officedocument.wordprocessingml.document', docx],
  ['a.txt', 'file text/plain', () => story],
  ['b.txt', 'file text/plain', () => Buffer.from([0xff, 0xfe, 0x41, 0, 0x31, 1])],
  ['c.txt', 'file text/plain', () => Buffer.from([0x41, 0xfd, 0xf0, 0x20, 0x0a])],
  ['short.txt', 'file text/plain', () => 'a'],
  ['a.csv', 'file text/csv', () => 'il,oy\nİzmir,12\n'],
  ['a.json', 'file application/json', () => '{"a":1}'],
  ['a.xml', 'file application/xml', () => '<?xml version="1.0"?><!-- x --><newsItem a="b"/>'],
  ['a.gz', 'file application/gzip', () => gzipSync(story)],
  ['a.dat', 'file application/octet-stream', () => Buffer.from([0, 1, 2, 3, 250, 251, 0, 0, 9])],
])('%s is taken as %s', async (name, expected, bytes) => {
  expect(await checked(Buffer.from(bytes() as string), name)).toBe(expected)
})

// What phones put behind the end of a JPEG: a second picture (CIPA DC-007), a video (Motion Photo 1.0), notes of the maker (Samsung).
test.each<[string, () => Uint8Array]>([
  ['a second picture', () => picture('jpg')],
  ['a video', () => joined(Buffer.from([0, 0, 0, 24]), 'ftypmp42', Buffer.alloc(12), Buffer.alloc(5_000, 7))],
  ['notes', () => joined(Buffer.alloc(40), 'SEFH', Buffer.alloc(20), 'SEFT')],
  ['zeros', () => Buffer.alloc(100_000)],
])('a picture of a phone with %s behind its end is a picture', async (_, behind) => {
  expect(await checked(joined(picture('jpg'), behind()), 'IMG_2041.JPG')).toBe('picture image/jpeg')
})

const script = '<script>alert(document.domain)</script>'
const archive = () => zipOf([{ name: 'a.txt', bytes: story }])

test.each<[string, string, () => Uint8Array, RegExp]>([
  ['a JPEG with a ZIP behind', 'a.jpg', () => joined(picture('jpg'), archive()), /a ZIP archive as well/],
  ['a PNG with a ZIP behind', 'a.png', () => joined(picture('png'), archive()), /a ZIP archive as well/],
  ['a GIF with a ZIP behind', 'a.gif', () => joined(picture('gif'), archive()), /a ZIP archive as well/],
  ['a TIFF with a ZIP behind', 'a.tif', () => joined(picture('tif'), archive()), /a ZIP archive as well/],
  ['a PDF with a ZIP behind', 'a.pdf', () => joined(pdf, archive()), /a ZIP archive as well/],
  ['a JPEG with a RAR behind', 'a.jpg', () => joined(picture('jpg'), 'Rar!\x1a\x07\x01\x00'), /a RAR archive behind/],
  ['a JPEG with PHP behind', 'a.jpg', () => joined(picture('jpg'), '<?php eval($_GET[0]);'), /<\?php.*behind its end/],
  ['a JPEG with a page behind', 'a.jpg', () => joined(picture('jpg'), '<!DOCTYPE html><p>'), /doctype html.*behind/i],
  ['a PNG with a script behind', 'a.png', () => joined(picture('png'), script), /<script.*behind its end/],
  ['a WebP with a script behind', 'a.webp', () => joined(picture('webp'), script), /<script.*behind its end/],
  ['a GIF with a shell script behind', 'a.gif', () => joined(picture('gif'), '#!/bin/sh\n'), /a program behind/],
  ['a PDF with a page behind', 'a.pdf', () => joined(pdf, `<html >${script}`), /behind its end/],
  ['a page before a PDF', 'a.pdf', () => joined('<html><body>', pdf), /something else before it/],
  ['PHP in the comment of a JPEG', 'a.jpg', () => withComment('<?php system("id"); ?>'), /<\?php.*in its metadata/],
  ['a script in the text of a PNG', 'a.png', () => withText(script), /<script.*in its metadata/],
  [
    'a PNG called JPEG',
    'a.jpg',
    () => picture('png'),
    /a PNG picture by its bytes, while \.jpg promises a JPEG picture/,
  ],
  ['text called JPEG', 'a.jpg', () => story, /text by its bytes/],
  ['a JPEG called PDF', 'a.pdf', () => picture('jpg'), /a JPEG picture by its bytes/],
  ['a page', 'a.txt', () => joined('\n <!-- x --> <!doctype HTML><title>x'), /a page of HTML/],
  ['a page of XHTML', 'a.xml', () => joined('<?xml version="1.0"?><x:html xmlns:x="a">'), /a page of HTML/],
  ['a name of a page', 'a.html', () => story, /ends in \.html/],
  ['a name of a program', 'a.exe', () => story, /ends in \.exe/],
  ['a script', 'run', () => joined('#!/usr/bin/env python\n'), /a script/],
  ['PHP', 'a.txt', () => joined('  <?php echo 1;'), /PHP/],
  ['a program for Linux', 'a.bin', () => readFileSync(process.execPath).subarray(0, 4_096), /a program for/],
  ['a program for Windows', 'a.jpg', () => joined('MZ\x90\x00', Buffer.alloc(200)), /a program for Windows/],
  ['nothing', 'a.txt', () => Buffer.alloc(0), /is empty/],
])('%s is refused with the reason', async (_, name, bytes, reason) => {
  const said = await checked(bytes(), name)
  expect(said).toMatch(/^refused: the file /)
  expect(said).toMatch(reason)
})

const withComment = (text: string): Buffer => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length + 2)
  const bytes = picture('jpg')
  return joined(bytes.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, text, bytes.subarray(2))
}

const withText = (text: string): Buffer => {
  const bytes = picture('png')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length + 2)
  return joined(bytes.subarray(0, 33), length, 'tEXt', 'a\0', text, Buffer.alloc(4), bytes.subarray(33))
}

test.each<[string, string, () => Uint8Array, RegExp]>([
  ['a PNG of 60,000 × 60,000', 'a.png', () => sized('png', 16, 60_000), /60000 × 60000 pixels/],
  ['a GIF of 65,535 × 65,535', 'a.gif', () => sizedGif(65_535), /65535 × 65535 pixels/],
  ['a JPEG of 65,500 × 65,500', 'a.jpg', () => sizedJpeg(65_500), /65500 × 65500 pixels/],
  ['a PNG of 60,000 frames', 'a.png', () => framed(60_000), /60000 frames/],
  ['a PNG without size', 'a.png', () => sized('png', 16, 0), /0 × 0 pixels/],
])('%s is refused before it is opened', async (_, name, bytes, reason) => {
  expect(await checked(bytes(), name)).toMatch(reason)
})

const sized = (kind: string, at: number, size: number): Buffer => {
  const bytes = Buffer.from(picture(kind))
  bytes.writeUInt32BE(size, at)
  bytes.writeUInt32BE(size, at + 4)
  return bytes
}
const sizedGif = (size: number): Buffer => {
  const bytes = Buffer.from(picture('gif'))
  bytes.writeUInt16LE(size, 6)
  bytes.writeUInt16LE(size, 8)
  return bytes
}
const sizedJpeg = (size: number): Buffer => {
  const bytes = Buffer.from(picture('jpg'))
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(size, at + 5)
  bytes.writeUInt16BE(size, at + 7)
  return bytes
}
const framed = (frames: number): Buffer => {
  const bytes = sized('png', 16, 1_000)
  const control = Buffer.alloc(20)
  control.writeUInt32BE(8, 0)
  control.write('acTL', 4)
  control.writeUInt32BE(frames, 8)
  return joined(bytes.subarray(0, 33), control, bytes.subarray(33))
}

test('a real size is no bomb, however long the picture', async () => {
  const long = await sharp({ create: { ...colour, width: 1, height: 20_000 } })
    .png()
    .toBuffer()
  expect(await checked(long, 'a.png')).toBe('picture image/png')
})
