// A line has one way only to match: with two, lines without an end of the header would take time that doubles with each.
const headers = /^(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}/u
const known =
  /^(?:from|received|return-path|message-id|mime-version|date|subject|to|delivered-to|content-type|reply-to|dkim-signature|x-[\w-]+):/iu

/** Whether a text is a mail (RFC 5322): header fields from its start to an empty line, and at least two of them mail's own. A text that begins with
 *  a line `Date: …` is none. */
export const looksLikeMail = (text: string): boolean => {
  const start = text
    .slice(0, 16_384)
    .replace(/^\s+/u, '')
    .replace(/^From \S+ [^\n]*\n/u, '')
  const found = headers.exec(start)
  if (found === null) return false
  const lines = found[0].split(/\r?\n/u)
  const names = new Set(lines.flatMap(line => known.exec(line)?.[0].toLowerCase() ?? []))
  const rest = start.slice(found[0].length)
  const isWhole = /^\r?\n/u.test(rest) || rest === '' || text.length > 16_384
  return (
    isWhole &&
    names.size >= 2 &&
    (names.has('from:') || names.has('received:') || names.has('message-id:') || names.has('mime-version:'))
  )
}

/** The bytes of a mail from its first header: mail programs put white space or a `From ` line of mbox before it. */
export const fromFirstHeader = (bytes: Uint8Array): Uint8Array => {
  let at = 0
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at++
  const start = new TextDecoder('latin1').decode(bytes.subarray(at, at + 1000))
  return bytes.subarray(at + (/^From \S+ [^\n]*\n/u.exec(start)?.[0].length ?? 0))
}

const mostParts = 2000
// The parser takes 15 µs a line (measured 2026-11-24); 16 MiB of base64 in lines of 76 have 215,000.
const mostLines = 300_000

/** Whether lines, or those that may part a mail, are more than any mail has. @param depth 1; 2 for a mail within a mail, whose lines are read twice, and so on */
export const hasTooManyParts = (bytes: Uint8Array, depth: number): boolean => {
  let [count, lines] = [0, 0]
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
    if (++lines * depth > mostLines) return true
    if (bytes[at + 1] === 0x2d && bytes[at + 2] === 0x2d && ++count > mostParts) return true
  }
  return false
}
