import { expect, test } from 'vitest'
import { Unreadable } from '../reading.ts'
import { decode, mostDocumentBytes } from './charset.ts'
import { languageTag } from './complete.ts'
import { readNotes } from './notes.ts'
import { priorityOfUrgency, readEmbargo, readStatus } from './standing.ts'
import { parseXml, rawTextOf, textOf, xmlBounds } from './xml-tree.ts'

const plain = { contentType: null, fallback: null }

test('bytes are read in the charset that they, their header or their source name', () => {
  const latin5 = Uint8Array.from([0x49, 0xfe, 0xfd, 0x6b])
  expect(decode(latin5, { contentType: 'text/plain; charset=ISO-8859-9', fallback: null }).text).toBe('Işık')
  expect(decode(latin5, { contentType: null, fallback: 'windows-1254' })).toEqual({
    text: 'Işık',
    charset: 'windows-1254',
    guessed: false,
  })
  expect(decode(latin5, plain)).toMatchObject({ charset: 'windows-1252', guessed: true })
  const declared = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="iso-8859-9"?><a>'),
    latin5,
    Buffer.from('</a>'),
  ])
  expect(decode(declared, plain).text).toContain('Işık')
  // What is declared as Latin and can only be UTF-8 is UTF-8.
  expect(decode(Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>Décès, Işık</a>'), plain)).toMatchObject({
    text: expect.stringContaining('Décès, Işık'),
    charset: 'utf-8',
  })
  expect(decode(Buffer.from('\ufeffIşık', 'utf16le'), plain).text).toBe('Işık')
  // A declaration that is not true: the bytes are UTF-8 whatever a header calls them is believed, but an unknown label is not.
  expect(decode(Buffer.from('Işık'), { contentType: 'text/plain; charset=nonsense', fallback: null }).text).toBe('Işık')
})

test('quotation marks, dashes and the euro sign of windows-1252 are not lost', () => {
  const bytes = Uint8Array.from([0x93, 0x41, 0x92, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35, 0xe9])
  for (const contentType of [null, 'text/plain; charset=iso-8859-1'])
    expect(decode(bytes, { contentType, fallback: null }).text).toBe('“A’” – €5é')
  expect(decode(bytes, { contentType: null, fallback: 'windows-1254' }).text).toBe('“A’” – €5é')
})

test('too many bytes, and none, are refused', () => {
  expect(() => decode(new Uint8Array(mostDocumentBytes + 1), plain)).toThrow(Unreadable)
  expect(() => decode(new Uint8Array(0), plain)).toThrow(Unreadable)
})

test('XML is read with HTML entities, bare ampersands and a DOCTYPE that is never fetched', () => {
  const root = parseXml('<!DOCTYPE nitf SYSTEM "http://127.0.0.1:1/x.dtd"><nitf:a>Caf&eacute; &amp; b & c</nitf:a>')
  expect([root.name, root.prefix, rawTextOf(root)]).toEqual(['a', 'nitf', 'Café & b & c'])
  expect(textOf(parseXml('<a>one <b>two</b>\n three</a>'))).toBe('one two three')
  expect(rawTextOf(parseXml('<a><![CDATA[<p>x</p>]]></a>'))).toBe('<p>x</p>')
})

test('a DOCTYPE that puts a DTD together of files is passed over, and the files are not fetched', () => {
  const parts = '[<!ENTITY % nitf SYSTEM "http://127.0.0.1:1/nitf.dtd"> %nitf; ]'
  expect(rawTextOf(parseXml(`<!DOCTYPE NewsML PUBLIC "urn:x" "x.dtd" ${parts}><NewsML>a</NewsML>`))).toBe('a')
})

test('XML that is meant to do harm is refused with the reason', () => {
  const bombs: [string, string][] = [
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'document type'],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document type'],
    [`${'<a>'.repeat(xmlBounds.depth + 2)}`, 'deeper'],
    [`<a ${Array.from({ length: 300 }, (_, i) => `b${i}="c"`).join(' ')}/>`, 'attributes'],
    [`<a b="${'c'.repeat(xmlBounds.attributeLength + 1)}"/>`, 'longer'],
    ['<a>&undeclared;</a>', 'entity'],
    ['<a><b></a>', 'line 1'],
    ['<a', 'line 1'],
  ]
  for (const [text, reason] of bombs) expect(() => parseXml(text), text.slice(0, 60)).toThrow(reason)
})

test('a status is understood in any spelling, and an unknown one holds', () => {
  for (const text of [null, '', 'stat:usable', 'USABLE', 'Usable'])
    expect(readStatus(text)).toEqual({ signal: null, isEmbargoed: false, hold: null })
  for (const text of ['stat:canceled', 'Cancelled', 'killed', 'http://cv.iptc.org/newscodes/pubstatusg2/canceled'])
    expect(readStatus(text).signal).toBe('kill')
  expect(readStatus('stat:withheld').signal).toBe('withhold')
  expect(readStatus('Embargoed').isEmbargoed).toBe(true)
  expect(readStatus('stat:perhaps').hold?.code).toBe('unknown-status')
})

test('an embargo that cannot be read is one without end, and holds', () => {
  expect(readEmbargo(null, null)).toEqual({ embargo: null, hold: null })
  expect(readEmbargo(' ', null)).toEqual({ embargo: { until: null }, hold: null })
  expect(readEmbargo('2026-11-24T18:00:00+03:00', null).embargo?.until?.toISOString()).toBe('2026-11-24T15:00:00.000Z')
  expect(readEmbargo('tomorrow', null)).toMatchObject({
    embargo: { until: null },
    hold: { code: 'unreadable-embargo' },
  })
})

test('urgencies become priorities, and what is none does not', () => {
  expect(['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '', 'x', null].map(priorityOfUrgency)).toEqual([
    1,
    2,
    3,
    4,
    5,
    5,
    6,
    6,
    6,
    null,
    null,
    null,
    null,
  ])
})

test('notes give back signal, words and what replaces the item', () => {
  expect(readNotes(['CORRECTION: the sum was wrong'])).toMatchObject({
    signal: 'correction',
    note: 'the sum was wrong',
  })
  expect(readNotes(['EMBARGOED until 2026-11-23 18:00 UTC\nUPDATE: more'])).toMatchObject({
    signal: 'update',
    note: 'more',
    openEmbargo: false,
  })
  expect(readNotes(['AMBARGOLU: ikinci bir duyuruya kadar yayımlanamaz'])).toMatchObject({
    openEmbargo: true,
    note: null,
  })
  expect(readNotes(['KILL', 'Replaced by dl:text:20261123:1009'])).toMatchObject({
    signal: 'kill',
    note: null,
    replacedBy: 'dl:text:20261123:1009',
  })
  expect(readNotes(['Pictures follow', null])).toMatchObject({ signal: null, note: 'Pictures follow' })
})

test('languages are written as BCP 47 writes them', () => {
  expect(['EN', 'en_US', 'tr-tr', 'AR', '', 'x', null, 'not a language'].map(languageTag)).toEqual([
    'en',
    'en-US',
    'tr-TR',
    'ar',
    null,
    null,
    null,
    null,
  ])
})
