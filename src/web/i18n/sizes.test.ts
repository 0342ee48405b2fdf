import { expect, test } from 'vitest'
import { bytesText, durationText, fileText } from './sizes.ts'

const bare = (text: string) => text.replace(/[\u2066\u2069]/gu, '').replaceAll('\u00a0', ' ')

test.each([
  [40, '0.1 kB'],
  [820_400, '820 kB'],
  [999_999, '1,000 kB'],
  [4_240_000, '4.2 MB'],
  [24_900_000, '25 MB'],
  [7_300_000_000, '7.3 GB'],
  [2e12, '2,000 GB'],
])('%i bytes are %s', (bytes, text) => expect(bare(bytesText('en', bytes))).toBe(text))

test('sizes are written as each language writes numbers, always in Latin digits', () => {
  expect(bare(bytesText('tr', 4_240_000))).toBe('4,2 MB')
  expect(bare(bytesText('ar', 4_240_000))).toBe('4.2 MB')
})

test.each([
  [0.4, '0:00'],
  [5, '0:05'],
  [750, '12:30'],
  [3723.2, '1:02:03'],
])('%d seconds are %s', (seconds, text) => expect(durationText(seconds)).toBe(text))

test('a file is told by what is known of it', () => {
  const file = { widthPixels: 1200, heightPixels: 800, sizeBytes: 820_000, contentType: 'image/jpeg' }
  expect(bare(fileText('en', { ...file, durationSeconds: null }))).toBe('1200 × 800 pixels · 820 kB · JPG')
  const nothing = { widthPixels: null, heightPixels: null, sizeBytes: null, contentType: null, durationSeconds: null }
  expect(fileText('tr', nothing)).toBe('')
})
