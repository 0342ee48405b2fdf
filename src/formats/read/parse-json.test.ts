import { expect, test } from 'vitest'
import { jsonBounds, parseJson } from './parse-json.ts'

test('JSON within the bounds is parsed as it is', () => {
  const value = { uri: 'x', list: Array.from({ length: jsonBounds.items }, (_, n) => ({ n })), deep: [[[1]]] }
  expect(parseJson(JSON.stringify(value))).toEqual(value)
})

test('brackets inside strings are no depth, and a string may be as long as a text', () => {
  const value = { a: '['.repeat(1000), b: `"\\${'{"'.repeat(500)}`, c: 'x'.repeat(jsonBounds.textLength) }
  expect(parseJson(JSON.stringify(value))).toEqual(value)
})

test.each([
  ['a string of 15 million characters that does not end', `{"a":"${'x'.repeat(15_000_000)}`, /^not valid JSON: /u],
  ['what is no JSON', '{"uri":', /^not valid JSON: /u],
  ['too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested deeper than 256/u],
  ['too many values', `[[[${'1,'.repeat(jsonBounds.values)}1]]]`, /more than 300000 values/u],
  ['too long a text', JSON.stringify({ a: 'x'.repeat(jsonBounds.textLength + 1) }), /a text longer than/u],
  ['too many items', `[${'{},'.repeat(jsonBounds.items)}{}]`, /more than 5000 items/u],
])('%s is refused with a reason', (_, text, reason) => {
  expect(() => parseJson(text)).toThrow(reason)
})
