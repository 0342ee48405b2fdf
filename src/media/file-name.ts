const mostBytes = 255
const mostEnding = 20

/** Characters that no name has: controls, halves of characters, those that turn the direction of writing (CVE-2021-42574), and what parts folders. */
const barred = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/**
 * A file name as it may be kept and sent: the last part of a path, Unicode in NFC, without control characters, at most 255 bytes with its ending kept.
 * Of a name of which nothing is left, `file`.
 */
export const fileNameOf = (name: string): string => {
  const last = name.split(/[/\\]/u).at(-1) ?? ''
  const clean = last.normalize('NFC').replace(barred, '').replace(/\s+/gu, ' ').trim()
  const whole = /^\.*$/u.test(clean) ? 'file' : clean
  if (Buffer.byteLength(whole) <= mostBytes) return whole
  const dot = whole.lastIndexOf('.')
  const ending = dot > 0 && whole.length - dot <= mostEnding ? whole.slice(dot) : ''
  return `${cutBytes(whole.slice(0, whole.length - ending.length), mostBytes - Buffer.byteLength(ending))}${ending}`
}

/** As many whole characters as fit. */
const cutBytes = (text: string, most: number): string => {
  let bytes = 0
  let cut = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > most) break
    cut += character
  }
  return cut.trimEnd()
}
