import { decode } from '../../formats/read/charset.ts'
import { Unreadable } from '../../formats/reading.ts'

/** The most bytes of a raw that a page shows; the whole of it can be fetched. */
export const mostShownBytes = 200_000

/** Bytes that came in, as text to look at. */
export interface RawText {
  /** Control characters other than tab and line ends stand as their pictures, `␀`; `bytesOfText` gives them back. */
  readonly text: string
  /** WHATWG label. */
  readonly charset: string
  /** Whether it is shown to its end. */
  readonly isWhole: boolean
  /** Whether it can be edited as text: nothing of it would change by being read and written. */
  readonly isText: boolean
}

/** @param fallback the charset of the source, where the bytes name none */
export const rawText = (
  bytes: Uint8Array,
  {
    contentType,
    fallback,
    most = mostShownBytes,
  }: { contentType: string | null; fallback: string | null; most?: number },
): RawText => {
  const isWhole = bytes.length <= most
  const shown = isWhole ? bytes : bytes.subarray(0, endOfSign(bytes, most))
  const { text, charset } = decoded(shown, contentType, fallback)
  return { text: text.replace(controls, pictureOf), charset, isWhole, isText: !text.includes('\ufffd') }
}

const controls = /(?![\t\n\r])\p{Cc}/gu

/** Text that somebody edited, as bytes in UTF-8: with the control characters and line ends of what it was made of, and, where that was in another
 *  charset, with a mark that beats whatever the text says of its charset. */
export const bytesOfText = (text: string, before: { readonly text: string; readonly charset: string }): Uint8Array => {
  const lines = before.text.includes('\r\n') ? text.replace(/\r?\n/gu, '\r\n') : text
  const plain = lines.replace(/[\u2400-\u241f]/gu, sign => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0x2400))
  return Buffer.from(before.charset === 'utf-8' ? plain : `\ufeff${plain}`, 'utf8')
}

/** Never within a sign of UTF-8, which would make the rest look like another charset. */
const endOfSign = (bytes: Uint8Array, most: number): number => {
  let end = most
  while (end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return end
}

const decoded = (bytes: Uint8Array, contentType: string | null, fallback: string | null) => {
  try {
    return decode(bytes, { contentType, fallback })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { text: new TextDecoder('windows-1252').decode(bytes), charset: 'windows-1252' }
  }
}

const pictureOf = (sign: string): string => {
  const code = sign.codePointAt(0) ?? 0
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : sign
}
