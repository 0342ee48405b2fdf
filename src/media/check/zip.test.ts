import { expect, test } from 'vitest'
import { checked } from '../../../test/kit/checked.ts'
import { type ZipFile, zipOf } from '../../../test/kit/zips.ts'

const text = Buffer.from('Waves over the quay.\n'.repeat(50))
const zeros = (mebibytes: number) => Buffer.alloc(mebibytes << 20)
const file = (name: string, bytes: Uint8Array = text, more: Partial<ZipFile> = {}): ZipFile => ({
  name,
  bytes,
  ...more,
})

test('an archive of ordinary files is taken, stored or deflated, and one in another', async () => {
  const inner = zipOf([file('a.txt'), file('b/ç.txt')])
  const outer = zipOf([file('stored.zip', inner, { isStored: true }), file('packed.zip', inner), file('c.csv')])
  expect(await checked(outer, 'a.zip')).toBe('file application/zip')
  expect(await checked(zipOf([]), 'a.zip')).toBe('file application/zip')
  expect(await checked(zipOf([file('a.txt')], { comment: 'from the desk' }), 'a.zip')).toBe('file application/zip')
})

const nestedTimes = (times: number): Buffer =>
  Array.from({ length: times }).reduce<Buffer>(inner => zipOf([file('in.zip', inner)]), zipOf([file('a.txt')]))

test.each<[string, () => Buffer, RegExp]>([
  ['one that unfolds 1,000 times', () => zipOf([file('a', zeros(128))]), /times its size: it is a ZIP bomb/],
  ['files that overlap', () => zipOf([file('a'), file('b', text, { offset: 0 })]), /overlap|two names/],
  ['the same file under one name again', () => zipOf([file('a'), file('a', text, { offset: 0 })]), /overlap/],
  ['archives in archives without end', () => nestedTimes(6), /3 deep/],
  ['a bomb in an archive', () => zipOf([file('in.zip', zipOf([file('a', zeros(128))]))]), /it is a ZIP bomb/],
  [
    'a nested archive too large to be looked at',
    () => zipOf([file('in.zip', zeros(65), { isStored: true })]),
    /more archives in it/,
  ],
  ['a file larger than it says', () => zipOf([file('a', zeros(8), { saysBytes: 100 })]), /not of the 100 bytes/],
  ['a file smaller than it says', () => zipOf([file('a', text, { saysBytes: 2_000_000 })]), /not of the 2000000 bytes/],
  [
    'a stored file of another size',
    () => zipOf([file('a', text, { isStored: true, saysBytes: 9 })]),
    /not of the 9 bytes/,
  ],
  ['a size that is said nowhere', () => zipOf([file('a', text, { saysBytes: 0xffffffff })]), /whose size is not said/],
  [
    'more entries than there are',
    () => zipOf([file('a')], { entries: 3 }),
    /says that it holds 3 files, and its directory names 1/,
  ],
  ['two names for a file', () => zipOf([file('a.txt', text, { ownName: 'a.exe' })]), /two names/],
  ['a name that leads out', () => zipOf([file('../../etc/passwd')]), /leads out of the archive/],
  ['a name from the root', () => zipOf([file('/etc/passwd')]), /leads out/],
  ['a name of Windows that leads out', () => zipOf([file('..\\x')]), /leads out/],
  ['a link', () => zipOf([file('a', text, { mode: 0o120777 })]), /points to another file/],
  [
    'something behind it',
    () => zipOf([file('a')], { after: Buffer.from('x'.repeat(30)) }),
    /behind the end of the archive/,
  ],
  ['a Java program', () => zipOf([file('META-INF/MANIFEST.MF'), file('A.class')]), /a Java program/],
  ['a program for Android', () => zipOf([file('AndroidManifest.xml')]), /a program for Android/],
  ['one that is cut off', () => zipOf([file('a', zeros(1))]).subarray(0, 400), /cut off or damaged/],
])('%s is refused with the reason', async (_, bytes, reason) => {
  expect(await checked(bytes(), 'a.zip')).toMatch(reason)
})

test('a document that unfolds is refused as well', async () => {
  const bomb = zipOf([file('[Content_Types].xml'), file('word/document.xml', zeros(128))])
  expect(await checked(bomb, 'a.docx')).toMatch(/it is a ZIP bomb/)
})

test('something before an archive makes it another file, or none', async () => {
  const shifted = zipOf([file('a')], { before: Buffer.from('PK\x03\x04 not yet') })
  expect(await checked(shifted, 'a.zip')).toMatch(/^refused/)
})
