// Written as what may pass, for speed: everything that XML 1.0 §2.2 allows, but C1 controls. A surrogate pair fails the first,
// fast test and passes the second, which reads whole characters.
const legalText = /^[\t\n -~\u00A0-\uD7FF\uE000-\uFFFD]*$/
const illegal = /\r\n?|[^\t\n -~\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

// A carriage return ends a line; vertical tab, form feed and next line part words, so they may not vanish between two.
const replacements: Readonly<Record<string, string>> = { '\r': '\n', '\r\n': '\n', '\v': ' ', '\f': ' ', '\u0085': ' ' }

const markup = /[&<>"]/

/** Text without the characters that XML 1.0 cannot carry, otherwise as it is. */
export const legal = (text: string): string =>
  legalText.test(text) ? text : text.replace(illegal, character => replacements[character] ?? '')

/** Text made safe between tags and inside double quotes, for XML and HTML alike; characters that XML 1.0 cannot carry are removed. */
export const escapeXml = (text: string): string => {
  const clean = legal(text)
  if (!markup.test(clean)) return clean
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const needsFolding = /\s\s|[^\S ]|^\s|\s$/

/** Text legal and on one line. */
export const oneLine = (text: string): string => {
  const clean = legal(text)
  return needsFolding.test(clean) ? clean.replace(/\s+/g, ' ').trim() : clean
}

/** The same, escaped: for headlines, names and attributes, which the schemas want without line breaks. */
export const escapeLine = (text: string): string => escapeXml(oneLine(text))
