import { Unreadable } from '../reading.ts'

/** The most bytes that are read as one document. */
export const mostDocumentBytes = 16 << 20

const decoderOf = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/** The bytes as text. In this order: a byte order mark, the charset of the Content-Type they came with, what an XML declaration or a `charset=` near the
 *  start says, UTF-8 where they are valid in it, the fallback. A declaration of a charset of single bytes is not believed over letters that only UTF-8 writes so.
 *  @param fallback WHATWG label; null: windows-1252 @returns `guessed` where only the fallback was left
 *  @throws Unreadable where there are too many bytes, or none */
export const decode = (
  bytes: Uint8Array,
  { contentType, fallback }: { contentType: string | null; fallback: string | null },
): { text: string; charset: string; guessed: boolean } => {
  if (bytes.length > mostDocumentBytes) throw new Unreadable(`larger than ${mostDocumentBytes} bytes`)
  if (bytes.length === 0) throw new Unreadable('it is empty')
  const given = charsetOfMark(bytes) ?? charsetIn(contentType ?? '')
  const said = given ?? charsetOfStart(bytes)
  const decoder = said === null ? null : decoderOf(said)
  if (given === null && decoder !== null && singleBytes.test(decoder.encoding)) {
    const text = lettersInUtf8(bytes)
    if (text !== null) return { text, charset: 'utf-8', guessed: false }
  }
  if (decoder !== null && decoder.encoding !== 'utf-8') {
    return { text: decodedBy(decoder, bytes), charset: decoder.encoding, guessed: false }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8', guessed: false }
  } catch {
    const last = decoderOf(fallback ?? '') ?? new TextDecoder('windows-1252')
    return { text: decodedBy(last, bytes), charset: last.encoding, guessed: fallback === null }
  }
}

const decodedBy = (decoder: TextDecoder, bytes: Uint8Array): string =>
  decoder.encoding === 'windows-1252' ? withQuotes(decoder.decode(bytes)) : decoder.decode(bytes)

const from0x80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Text of windows-1252 with its quotation marks, dashes and euro sign, which the decoder of Node 20 leaves as control characters (measured on 20.20). */
export const withQuotes = (text: string): string =>
  text.replace(/[\u0080-\u009f]/gu, character => from0x80.charAt(character.charCodeAt(0) - 0x80))

const singleBytes = /^(?:windows-125|iso-8859)/u

/** The text of bytes that are UTF-8 and hold letters beyond ASCII: no text in another charset is both by accident (samples of AFP, declared as ISO-8859-1). */
const lettersInUtf8 = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.length === bytes.length ? null : text
  } catch {
    return null
  }
}

const charsetOfMark = (bytes: Uint8Array): string | null => {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  // `<?` without a mark (XML 1.0 appendix F).
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return 'utf-16be'
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return 'utf-16le'
  return null
}

const charsetIn = (text: string): string | null => /charset\s*=\s*["']?([\w.:-]+)/iu.exec(text)?.[1] ?? null

const charsetOfStart = (bytes: Uint8Array): string | null => {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/iu.exec(start)?.[1] ?? null
}
