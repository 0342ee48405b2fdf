import { expect, test } from 'vitest'
import { agency, floodInVeyra } from '../../test/kit/examples.ts'
import { detect } from './detect.ts'
import { readDocument } from './read.ts'
import { noDefaults, Unreadable } from './reading.ts'
import { render } from './render.ts'

const formatOf = (text: string, bytes: Uint8Array = Buffer.from(text)) =>
  detect({ bytes, text, defaults: noDefaults }).format

test.each([
  ['a text', 'Ferries run again\n\nThey crossed the lake on Monday.', 'text'],
  ['a text that begins with what looks like a header', 'Date: 23 November\n\nFerries run again on the lake.', 'text'],
  ['a text with colons', 'Ferries: again\nLake: open\n\nThey crossed the lake on Monday.', 'text'],
  ['a text that begins with a bracket', '[Photos] Ferries run again\n\nThey crossed the lake.', 'text'],
  ['a page', '<!-- x --><!DOCTYPE html>\n<html><body><p>Ferries</p></body></html>', 'text'],
  ['a page in XML', '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'text'],
  ['a mail', 'From: ines@orsel.example\nSubject: Ferries\n\nThey run.', 'mail'],
  [
    'a mail in a box',
    'From ines@orsel.example Mon Nov 23 09:00:00 2026\nFrom: ines@orsel.example\nDate: Mon, 23 Nov 2026\n\nThey run.',
    'mail',
  ],
  [
    'a mail with blank space before it',
    '   \r\nReceived: from a\r\n by b\r\nMessage-ID: <1@x>\r\n\r\nThey run.',
    'mail',
  ],
  ['IPTC 7901', render('iptc7901', floodInVeyra, { face: 'full', notice: null, agency }).bytes.toString(), 'iptc7901'],
  ['IPTC 7901 without control characters', 'orn0042 3 f 31  orn 007\n\nOrsel/\nFerries =\n', 'iptc7901'],
  ['ANPA 1312', '\u0016\u0016\u0001w2870\u001f_orsel\nf l BC-Orsel 11-23 0031\n\u0002', 'anpa'],
  ['ANPA 1312 without SYN', '\u0001w2870\u001f_orsel\nf l BC-Orsel 11-23 0031\n\u0002', 'anpa'],
  ['a feed in JSON', '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}', 'json-feed'],
  ['RSS behind a comment', '<!-- x --><rss version="2.0"/>', 'rss'],
  ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"/>', 'atom'],
] as const)('%s is told by its bytes', (_, text, format) => {
  expect(formatOf(text)).toBe(format)
})

test.each([
  ['a PDF', '%PDF-1.7\n%âãÏÓ', 'a PDF'],
  ['an office document', 'PK\u0003\u0004\u0014', 'ZIP'],
  ['RTF', '{\\rtf1\\ansi Ferries}', 'RTF'],
  ['bytes that are no text', 'abc\u0000\u0000def', 'binary'],
  ['JSON that was cut off', '{"uri": "x", "head', 'JSON'],
  ['a brace alone', '{', 'JSON'],
  ['XML of something else', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<svg>'],
])('%s is refused with what it looks like', (_, text, reason) => {
  expect(() => formatOf(text)).toThrow(Unreadable)
  expect(() => formatOf(text)).toThrow(reason)
})

test('a picture is refused as one', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])
  expect(() => formatOf(new TextDecoder('windows-1252').decode(png), png)).toThrow('a picture')
})

test("an item of Superdesk's content API, which has an _id alone, is read under it", async () => {
  const item = {
    _id: 'urn:newsml:localhost:2026:1',
    type: 'text',
    headline: 'Lake freezes',
    body_html: '<p>The lake froze.</p>',
  }
  expect(await readDocument(Buffer.from(JSON.stringify(item)), noDefaults)).toMatchObject({
    items: [{ id: 'urn:newsml:localhost:2026:1', headline: 'Lake freezes' }],
  })
})
