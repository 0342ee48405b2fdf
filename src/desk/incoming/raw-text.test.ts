import { expect, test } from 'vitest'
import { bytesOfText, rawText } from './raw-text.ts'

const plain = { contentType: null, fallback: null }

test('control characters stand as pictures and come back as they were, with the line ends of the wire', () => {
  const bytes = Buffer.from('\u0001abc\r\n\u0002Text\u0003\r\n\u0004', 'latin1')
  const read = rawText(bytes, plain)
  expect(read.text).toBe('␁abc\r\n␂Text␃\r\n␄')
  // A browser sends the line ends of a form its own way.
  expect(Buffer.from(bytesOfText(read.text.replaceAll('\r\n', '\n'), read))).toEqual(bytes)
})

test('text of another charset is read by it, and once edited marked as UTF-8', () => {
  const bytes = Buffer.from([0x3c, 0x61, 0x3e, 0xde, 0xfd])
  const read = rawText(bytes, { contentType: null, fallback: 'windows-1254' })
  expect(read).toMatchObject({ text: '<a>Şı', charset: 'windows-1254', isText: true })
  expect(Buffer.from(bytesOfText('<a>Şı!', read)).toString('hex')).toBe(
    `efbbbf${Buffer.from('<a>Şı!').toString('hex')}`,
  )
})

test('no more than asked for is shown, and no sign of UTF-8 is cut in two', () => {
  const read = rawText(Buffer.from('ığışü'.repeat(10)), { ...plain, most: 9 })
  expect(read).toMatchObject({ isWhole: false, charset: 'utf-8', text: 'ığış' })
})

test('what is no text can be looked at and not edited', () => {
  const read = rawText(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]), plain)
  expect(read.isText).toBe(false)
  expect(rawText(new Uint8Array(), plain).text).toBe('')
})
