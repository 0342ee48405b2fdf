import { type Bytes, unsafe } from './bytes.ts'
import { endingIn } from './name.ts'

const byEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  vtt: 'text/vtt',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  json: 'application/json',
  geojson: 'application/json',
}

/** Elements with which a text begins that a browser takes for a page (WHATWG MIME Sniffing §7.1). */
const pageStarts = new Set(
  'html head script iframe h1 div font table a style title b body br p frameset meta link img form'.split(' '),
)

const lookBytes = 64 << 10

/** The media type of text; null where it is none. @throws Refusal `unsafe-file` for pages of HTML and PHP */
export const sniffText = async (bytes: Bytes, fileName: string): Promise<string | null> => {
  const head = Buffer.from(await bytes.at(0, lookBytes))
  const start = textOf(head)
  if (start === null) return null
  if (!isWide(head) && textOf(await bytes.at(Math.max(0, bytes.size - lookBytes), lookBytes)) === null) return null
  if (/^\s*<\?(?:php|=)/iu.test(start)) throw unsafe('is a script of PHP, and programs are not taken')
  const root = rootOf(start)?.replace(/^[\w.-]+:/u, '') ?? null
  if (/^\s*<!doctype\s+html/iu.test(start) || pageStarts.has(root?.toLowerCase() ?? ''))
    throw unsafe('is a page of HTML, and pages are not taken')
  if (root !== null) return root === 'svg' ? 'image/svg+xml' : 'application/xml'
  return byEnding[endingIn(fileName)] ?? 'text/plain'
}

/** Whether bytes begin with the mark of UTF-16. */
export const isWide = (bytes: Buffer): boolean => bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0))

/** The text that bytes are in any of the usual encodings; null where they are none. */
const textOf = (bytes: Buffer): string | null => {
  const even = bytes.subarray(0, bytes.length & ~1)
  const text = isWide(bytes)
    ? new TextDecoder(bytes[0] === 0xfe ? 'utf-16be' : 'utf-16le').decode(even)
    : bytes.toString('latin1')
  // Form feeds and escapes stand in texts of wires.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
  if (/[\x00-\x06\x0e-\x1a\ufffd]/u.test(text)) return null
  return isWide(bytes) ? text : bytes.toString('utf8').replace(/^\ufeff/u, '')
}

/** The name of the first element of XML; null where it is none. */
const rootOf = (text: string): string | null => {
  let rest = text.trimStart()
  if (!rest.startsWith('<')) return null
  for (;;) {
    const skipped = rest.startsWith('<!--')
      ? after(rest, '-->')
      : rest.startsWith('<?')
        ? after(rest, '?>')
        : /^<!doctype/iu.test(rest)
          ? afterDoctype(rest)
          : rest
    if (skipped === rest) break
    rest = skipped.trimStart()
  }
  return /^<([\w.:-]+)[\s/>]/u.exec(rest)?.[1] ?? null
}

const after = (text: string, end: string): string => {
  const at = text.indexOf(end)
  return at === -1 ? '' : text.slice(at + end.length)
}

const afterDoctype = (text: string): string => {
  const [open, close] = [text.indexOf('['), text.indexOf('>')]
  return open !== -1 && open < close ? after(text, ']').replace(/^\s*>/u, '') : after(text, '>')
}
