import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

const plex = '@fontsource/ibm-plex-sans/files/ibm-plex-sans'
const files = [
  ...['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic', 'cyrillic-ext'].map(
    part => `${plex}-${part}-600-normal`,
  ),
  '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal',
]

/** Families to be named in SVG; of scripts that they lack, whatever the machine has. */
export const watermarkFamilies = 'IBM Plex Sans, IBM Plex Sans Arabic, sans-serif'

let ready: Promise<void> | null = null

/**
 * Has this process draw text in our own fonts, so that a machine without any draws the same, Arabic included: without fonts librsvg draws empty boxes
 * (measured 2026-11-28, sharp 0.35.5). Must come before the process draws its first text; says nothing where the fonts cannot be written.
 */
export const haveFonts = (): Promise<void> => {
  ready ??= process.env.FONTCONFIG_FILE === undefined ? prepare().catch(() => {}) : Promise.resolve()
  return ready
}

const prepare = async (): Promise<void> => {
  const require = createRequire(import.meta.url)
  const version = (require('@fontsource/ibm-plex-sans/package.json') as { version: string }).version
  const folder = join(tmpdir(), `dateline-fonts-${version}-${process.getuid?.() ?? 0}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const file of files) {
    const name = `${file.split('/').at(-1)}.ttf`
    await writeWhole(join(folder, name), unwrapped(await readFile(require.resolve(`${file}.woff`))))
  }
  const places = [folder, '/usr/share/fonts', '/usr/local/share/fonts', '/System/Library/Fonts', '/Library/Fonts']
  const dirs = places.map(place => `<dir>${place}</dir>`).join('')
  await writeWhole(
    join(folder, 'fonts.conf'),
    Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>${dirs}<cachedir>${folder}/cache</cachedir></fontconfig>`,
    ),
  )
  process.env.FONTCONFIG_FILE = join(folder, 'fonts.conf')
}

/** Several processes may do so at once; each file is whole for each of them. */
const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  const partial = `${path}.${randomUUID()}`
  try {
    await writeFile(partial, bytes, { mode: 0o600 })
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}

/** A font as its tables stand in it, out of its WOFF 1.0 (W3C Recommendation 2012, sections 3 to 5), which Pango does not take. */
export const unwrapped = (woff: Buffer): Buffer => {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, n) => {
    const at = 44 + 20 * n
    const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const bytes = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      sum: woff.readUInt32BE(at + 16),
      bytes: packed < length ? inflateSync(bytes) : bytes,
    }
  })
  const power = Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  for (const [n, value] of [count, 16 * 2 ** power, power, 16 * (count - 2 ** power)].entries())
    head.writeUInt16BE(value, 4 + 2 * n)
  const parts: Buffer[] = [head]
  let end = head.length
  for (const [n, { tag, sum, bytes }] of tables.entries()) {
    const at = 12 + 16 * n
    tag.copy(head, at)
    for (const [k, value] of [sum, end, bytes.length].entries()) head.writeUInt32BE(value, at + 4 + 4 * k)
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4)
    parts.push(bytes, padding)
    end += bytes.length + padding.length
  }
  return Buffer.concat(parts)
}
