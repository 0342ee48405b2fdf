// XML 1.0 §2.2: everything else may not occur in a document, not even escaped.
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as the content of an element or attribute; characters that XML cannot carry are left out. */
export const xmlText = (text: string): string =>
  text.replace(impossible, '').replace(/[&<>"]/g, each => entities[each] ?? each)

/** `<name a="b">text</name>`, escaped. */
export const element = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`)
  return `<${name}${written.join('')}>${xmlText(text)}</${name}>`
}
