import { expect, test } from 'vitest'
import { fileNameOf } from './file-name.ts'

test.each([
  ['storm.jpg', 'storm.jpg'],
  ['Fırtına – İzmir.jpg', 'Fırtına – İzmir.jpg'],
  ['عاصفة.jpg', 'عاصفة.jpg'],
  ['e\u0301.txt', 'é.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Photos\\storm.jpg', 'storm.jpg'],
  ['sto\r\nrm\0.jpg', 'storm.jpg'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['half \ud800.txt', 'half .txt'],
  ['  a   b .txt ', 'a b .txt'],
  ['', 'file'],
  ['..', 'file'],
  ['/', 'file'],
  ['.profile', '.profile'],
])('%j is kept as %j', (name, kept) => {
  expect(fileNameOf(name)).toBe(kept)
})

test('a long name is cut at 255 bytes, between characters, and keeps its ending', () => {
  const name = fileNameOf(`${'ş'.repeat(300)}.jpeg`)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(name).toMatch(/^ş+\.jpeg$/u)
  expect(Buffer.byteLength(fileNameOf('🌊'.repeat(100)))).toBe(252)
})
