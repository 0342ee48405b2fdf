import { Unreadable } from '../reading.ts'

/** What a document in JSON may hold at most, so that no reader can be made to fill the memory. */
export const jsonBounds = { depth: 256, values: 300_000, textLength: 4 << 20, items: 5_000 } as const

/** Parses JSON within bounds. @throws Unreadable for what is none, or holds too much */
export const parseJson = (text: string): unknown => {
  if (depthOf(text) > jsonBounds.depth) throw new Unreadable(`JSON nested deeper than ${jsonBounds.depth}`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`not valid JSON: ${error instanceof Error ? error.message : error}`)
  }
  check(value)
  return value
}

/** How deep brackets outside strings go. Told before parsing: 16 MiB of opening brackets cost the parser 750 MB (Node 20, 2026-11-24). */
const depthOf = (text: string): number => {
  let [depth, deepest, inString] = [0, 0, false]
  for (let at = 0; at < text.length && deepest <= jsonBounds.depth; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === backslash) at++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === bracket || code === brace) deepest = Math.max(deepest, ++depth)
    else if (code === bracket + 2 || code === brace + 2) depth--
  }
  return deepest
}

const [quote, bracket, backslash, brace] = [0x22, 0x5b, 0x5c, 0x7b]

/** Goes through all values level by level, without recursion. */
const check = (top: unknown): void => {
  let count = 0
  let level: unknown[] = [top]
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = []
    for (const value of level) {
      if (++count > jsonBounds.values) throw new Unreadable(`JSON with more than ${jsonBounds.values} values`)
      if (typeof value === 'string' && value.length > jsonBounds.textLength) {
        throw new Unreadable(`JSON with a text longer than ${jsonBounds.textLength} characters`)
      }
      if (typeof value !== 'object' || value === null) continue
      if (Array.isArray(value) && depth <= 2 && value.length > jsonBounds.items && typeof value[0] === 'object') {
        throw new Unreadable(`JSON with a list of more than ${jsonBounds.items} items`)
      }
      for (const each of Array.isArray(value) ? value : Object.values(value)) below.push(each)
    }
    level = below
  }
}
