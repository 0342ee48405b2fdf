import type { AssetType } from '../../store/asset.ts'
import { type Bytes, unsafe } from './bytes.ts'
import { endingIn } from './name.ts'
import { isWide, sniffText } from './text.ts'

/** How much of the beginning is looked at to tell what a file is. */
const headBytes = 64 << 10

/** Pictures, of those that are told by their bytes; all others are files, but video. */
const pictures = [
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/avif',
]
const videos = ['application/mxf', 'application/vnd.ms-asf']
const graphics = ['image/svg+xml', 'application/illustrator']

/** What runs where somebody opens it. */
const programs: Readonly<Record<string, string>> = {
  'application/x-elf': 'a program for Linux',
  'application/x-mach-binary': 'a program for macOS',
  'application/x-msdownload': 'a program for Windows',
  'application/java-vm': 'a Java program',
  'application/wasm': 'a WebAssembly program',
  'application/x.ms.shortcut': 'a shortcut of Windows',
  'application/x.apple.alias': 'an alias of macOS',
  'application/x-shockwave-flash': 'a Flash program',
  'application/x-google-chrome-extension': 'a program for browsers',
  'application/x-deb': 'a package of programs',
  'application/x-rpm': 'a package of programs',
  'application/x-apple-diskimage': 'a disk image',
  'application/x-ms-regedit': 'a script for Windows',
  'application/x-asar': 'a package of programs',
}

/** What `file-type` calls otherwise. */
const sameAs: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'application/eps': 'application/postscript',
}

export interface Sniffed {
  readonly type: AssetType
  readonly contentType: string
}

/** What a file is by its bytes. @throws Refusal `unsafe-file` for programs, scripts and pages */
export const sniff = async (bytes: Bytes, fileName: string): Promise<Sniffed> => {
  const head = Buffer.from(await bytes.at(0, headBytes))
  const contentType = await contentTypeOf(head, bytes, fileName)
  const program = programs[contentType]
  if (program !== undefined) throw unsafe(`is ${program}, and programs are not taken`)
  return { type: typeOf(contentType, head), contentType }
}

const typeOf = (contentType: string, head: Buffer): AssetType => {
  if (pictures.includes(contentType)) return 'picture'
  if (contentType.startsWith('video/') || videos.includes(contentType)) return 'video'
  if (graphics.includes(contentType)) return 'graphic'
  // PostScript is a graphic where it says that it may stand in another page.
  return contentType === 'application/postscript' && isEps(head) ? 'graphic' : 'file'
}

const contentTypeOf = async (head: Buffer, bytes: Bytes, fileName: string): Promise<string> => {
  const start = head.toString('latin1', 0, 1_024)
  if (start.startsWith('#!')) throw unsafe('is a script (#!), and programs are not taken')
  if (zipStarts.includes(start.slice(0, 4))) return 'application/zip'
  if (/^(?:\xef\xbb\xbf)?\s{0,16}%PDF-/u.test(start)) return asIllustrator('application/pdf', fileName)
  if (start.includes('%PDF-')) throw unsafe('is a PDF document with something else before it')
  if (start.startsWith('%!PS') || isDosEps(head)) return asIllustrator('application/postscript', fileName)
  // Behind the mark of UTF-16, which is also how sound may begin.
  const wide = isWide(head) ? await sniffText(bytes, fileName) : null
  if (wide !== null) return wide
  // What a TIFF says of itself may stand behind its pixels.
  const found = (await byMagic(head)) ?? (tiffStarts.includes(start.slice(0, 4)) ? 'image/tiff' : null)
  if (found !== null && found !== 'application/xml' && !found.startsWith('text/')) return found
  return (await sniffText(bytes, fileName)) ?? 'application/octet-stream'
}

const tiffStarts = ['II*\0', 'MM\0*']

/** A file, an archive without any, and one that once was in several parts. */
const zipStarts = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']

/** EPS of Windows: a header of its own in front of the program (Adobe EPSF 3.0, §5.2). */
const dosEps = Buffer.from([0xc5, 0xd0, 0xd3, 0xc6])
const isDosEps = (head: Buffer): boolean => head.subarray(0, 4).equals(dosEps)
const isEps = (head: Buffer): boolean =>
  isDosEps(head) || /^%!PS-Adobe-[\d.]+ EPSF/u.test(head.toString('latin1', 0, 64))

/** Illustrator writes PDF, and wrote PostScript; the name tells. */
const asIllustrator = (contentType: string, fileName: string): string =>
  endingIn(fileName) === 'ai' ? 'application/illustrator' : contentType

const byMagic = async (head: Buffer): Promise<string | null> => {
  const { fileTypeFromBuffer } = await import('file-type')
  // It reads as far as it likes and throws for what ends early; either way it is not told.
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  return found === undefined ? null : (sameAs[found.mime] ?? found.mime)
}
