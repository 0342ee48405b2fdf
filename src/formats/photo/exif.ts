import { withQuotes } from '../read/charset.ts'
import { type Directory, directoryBelow, firstDirectory } from './tiff.ts'

/** What EXIF (CIPA DC-008) says of words and time. */
export interface ExifFacts {
  readonly description: string | null
  readonly artists: readonly string[]
  readonly copyright: string | null
  /** DateTimeOriginal with its fraction and offset where they are said. */
  readonly takenAt: string | null
}

export const tags = {
  ...{ description: 0x010e, artist: 0x013b, copyright: 0x8298, exif: 0x8769, gps: 0x8825 },
  ...{ taken: 0x9003, takenZone: 0x9011, takenFraction: 0x9291 },
} as const

/** @param block from the byte order mark @returns null where it is no TIFF block */
export const exifFactsIn = (block: Buffer): ExifFacts | null => {
  const main = firstDirectory(block)
  if (main === null) return null
  const below = directoryBelow(block, main, tags.exif)
  // Several authors are parted by semicolons (§4.6.5).
  const artists = (asciiOf(main, tags.artist) ?? '').split(';').map(each => each.trim())
  return {
    description: asciiOf(main, tags.description),
    artists: artists.filter(each => each !== ''),
    copyright: copyrightOf(asciiOf(main, tags.copyright)),
    takenAt: takenAt(below),
  }
}

// Photographer and editor, parted by NUL; a blank photographer is a space.
const copyrightOf = (text: string | null): string | null => {
  const said = (text ?? '').split('\0').filter(each => each.trim() !== '')
  return said.length === 0 ? null : said.join('; ')
}

const takenAt = (directory: Directory | null): string | null => {
  const said = asciiOf(directory, tags.taken) ?? ''
  const found = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/u.exec(said)
  if (found === null || found[1] === '0000') return null
  const [, year, month, day, hour, minute, second] = found
  const fraction = /^\d{1,9}/u.exec(asciiOf(directory, tags.takenFraction)?.trim() ?? '')?.[0]
  const zone = /^(?:[+-]\d{2}:\d{2}|Z)/u.exec(asciiOf(directory, tags.takenZone)?.trim() ?? '')?.[0]
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}${zone ?? ''}`
}

/** A text of a directory, in UTF-8 where it is that (MWG 2.0 §4.1), else in windows-1252. */
const asciiOf = (directory: Directory | null, tag: number): string | null => {
  const field = directory?.fields.find(
    each => each.tag === tag && (each.type === 2 || each.type === 1 || each.type === 7),
  )
  if (field === undefined) return null
  const bytes = field.value.subarray(0, field.value.length - trailing(field.value))
  const text = textIn(bytes)
  return text.trim() === '' ? null : text
}

const trailing = (value: Buffer): number => {
  let n = 0
  while (n < value.length && value[value.length - 1 - n] === 0) n++
  return n
}

const textIn = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return withQuotes(new TextDecoder('windows-1252').decode(bytes))
  }
}
