import { expect, test } from 'vitest'
import { agency, floodCorrected, floodInVeyra } from '../../../test/kit/examples.ts'
import { itemIn, readingOf } from '../../../test/kit/read-one.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { textOfBody } from '../../domain/body.ts'
import { readDocument } from '../read.ts'
import { noDefaults } from '../reading.ts'
import { render } from '../render.ts'

const crlf = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

const headers = [
  'Received: from mx.orsel.example; Mon, 23 Nov 2026 09:00:01 +0000',
  'Message-ID: <17@orsel.example>',
  'Date: Mon, 23 Nov 2026 12:00:00 +0300',
  'From: Ines Tallow <ines@orsel.example>',
  'To: desk@meridian.example',
  'MIME-Version: 1.0',
]
const story = 'Ferries crossed Lake Orsel again on Monday after a week of storms, the harbour office said.'

const mail = (...rest: readonly string[]) => crlf(...headers, 'Subject: Ferries run again', ...rest)

const part = (type: string, text: string, ...more: readonly string[]) =>
  crlf('--b1', `Content-Type: ${type}`, ...more, '', text)

const multipart = (...parts: readonly string[]) =>
  `${mail('Content-Type: multipart/mixed; boundary="b1"', '')}${parts.join('')}--b1--\r\n`

const full = { face: 'full', notice: null, agency } as const
const g2 = render('newsml-g2', floodCorrected, full).bytes.toString()
const wire = render('iptc7901', floodInVeyra, full).bytes

sampleTest('a mail with two bodies and an empty signature is one item', async () => {
  expect(await itemIn(sample('ingest-examples/simple_email.txt'))).toMatchObject({
    id: 'CAHU3GgVHd6C_RSMQXvOhr6V-Ya0LwdBkqpbZ_qUwGF8JvhrQVg@mail.gmail.com',
    ...{ headline: 'Test message 1234', provider: 'a sender', body: [{ kind: 'p', spans: [{ text: 'body text' }] }] },
    ...{ versionCreated: new Date('2015-02-19T06:18:40Z'), type: 'text', signal: 'new' },
  })
})

sampleTest('a mail whose text is a form in JSON is read as the story that the form is', async () => {
  const item = await itemIn(sample('ingest-examples/json-email.txt'))
  expect(item).toMatchObject({
    ...{ headline: 'Headline-2', summary: 'Abstract-2', keywords: ['Slugline-2'], priority: 5, category: 'sports' },
    ...{ body: [{ kind: 'p', spans: [{ text: 'Lorem ipsum' }] }], provider: 'mock@mail.com.au' },
    ...{ versionCreated: new Date('2015-09-14T02:06:01Z'), id: '001a1140cd6ecd9de8051fab814d@google.com' },
  })
  expect(item.remarks.filter(({ kind }) => kind === 'lost').map(({ field }) => field)).toEqual([
    'desk',
    'sign off',
    'news value',
  ])
})

test('a plain mail is read with its place line, and without its signature', async () => {
  const item = await itemIn(
    mail(
      'Content-Language: en-GB',
      'Keywords: ferry, lake',
      '',
      `ORSEL (ON) - ${story}`,
      '',
      'Two boats are in use.',
      '',
      '-- ',
      'Ines Tallow',
      'Orsel',
    ),
  )
  expect(item).toMatchObject({
    ...{ id: '17@orsel.example', headline: 'Ferries run again', provider: 'Ines Tallow', language: 'en-GB' },
    ...{ dateline: 'ORSEL', keywords: ['ferry', 'lake'], versionCreated: new Date('2026-11-23T09:00:00Z'), holds: [] },
  })
  expect(textOfBody(item.body)).toBe(`${story}\n\nTwo boats are in use.`)
  expect(item.remarks).toEqual([{ kind: 'lost', field: 'body', detail: 'signature "Ines Tallow / Orsel"' }])
})

test('the sender is a person where the source has a name of its own', async () => {
  expect(await itemIn(mail('', story), { provider: 'Orsel News' })).toMatchObject({
    provider: 'Orsel News',
    bylines: ['Ines Tallow'],
  })
})

test('encoded headers and bodies in any charset are read', async () => {
  const item = await itemIn(
    crlf(
      ...headers,
      'Subject: =?iso-8859-9?Q?Vapurlar_yine_=E7al=FD=FEt=FD?=',
      'Content-Type: text/plain; charset=iso-8859-9',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'G=F6lde vapurlar pazartesi g=FCn=FC yine =E7al=FD=FEt=FD, dedi bir s=F6zc=FC.',
    ),
  )
  expect(item).toMatchObject({ headline: 'Vapurlar yine çalıştı', language: 'tr' })
  expect(textOfBody(item.body)).toBe('Gölde vapurlar pazartesi günü yine çalıştı, dedi bir sözcü.')
})

test('quotation marks of windows-1252 are not lost', async () => {
  const bytes = Buffer.concat([
    Buffer.from(mail('Content-Type: text/plain; charset=windows-1252', '', `${story} `)),
    Uint8Array.from([0x93, 0x41, 0x92, 0x94, 0x20, 0x80, 0x35]),
  ])
  expect(textOfBody((await itemIn(bytes)).body)).toContain('“A’” €5')
})

test('HTML says more than the plain text beside it', async () => {
  const item = await itemIn(
    multipart(
      part(
        'text/html; charset=utf-8',
        `<p>${story} <a href="https://orsel.example/">More</a></p><script>x()</script><p>--</p><p>Ines</p>`,
      ),
    ),
  )
  expect(item.body).toMatchObject([
    { kind: 'p', spans: [{ text: `${story} ` }, { text: 'More', href: 'https://orsel.example/' }] },
  ])
  expect(item.remarks.map(({ detail }) => detail)).toEqual([
    'signature "Ines"',
    '<script> and all in it',
    expect.stringContaining('taken as en'),
  ])
})

test('a document of news that is attached is the item, and a short covering letter is none', async () => {
  const attached = part(
    'application/xml; name="flood.xml"',
    g2,
    'Content-Disposition: attachment; filename="flood.xml"',
  )
  const reading = await readingOf(multipart(part('text/plain', 'As promised.'), attached))
  expect(reading).toMatchObject({
    format: 'mail',
    items: [{ id: floodCorrected.guid, signal: 'correction' }],
    refused: [],
  })
  const long = `${story} `.repeat(5)
  expect((await readingOf(multipart(part('text/plain', long), attached))).items.map(({ id }) => id)).toEqual([
    ...['17@orsel.example', floodCorrected.guid],
  ])
})

test('wire messages that are attached in base64 are read, and what cannot be read is refused by itself', async () => {
  const reading = await readingOf(
    multipart(
      part(
        'application/octet-stream',
        wire.toString('base64'),
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="0042.7901"',
      ),
      part('application/json', '{"broken":', 'Content-Disposition: attachment; filename="broken.json"'),
      part(
        'image/png',
        'iVBORw0KGgo=',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="pier.png"',
      ),
    ),
  )
  expect(reading.items).toMatchObject([{ id: floodInVeyra.guid, headline: floodInVeyra.content.headline }])
  expect(reading.refused).toEqual([{ what: 'attachment broken.json', reason: expect.stringContaining('JSON') }])
})

test('a picture has no address, so it is said to be lost', async () => {
  const item = await itemIn(
    multipart(
      part('text/plain', story),
      part(
        'image/png',
        'iVBORw0KGgo=',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="pier.png"',
      ),
    ),
  )
  expect(item.remarks).toContainEqual({
    kind: 'lost',
    field: 'renditions',
    detail: 'attachment pier.png (image/png, 8 bytes)',
  })
})

test('a mail whose whole text is a document is that document', async () => {
  expect(await itemIn(mail('', render('ninjs', floodInVeyra, full).bytes.toString()))).toMatchObject({
    id: floodInVeyra.guid,
  })
})

test('a kill in the subject is one, said to be guessed, and an embargo in words holds', async () => {
  const killed = await itemIn(crlf(...headers, 'Subject: KILL: Ferries run again', '', story))
  expect(killed.signal).toBe('kill')
  expect(killed.remarks).toContainEqual({ kind: 'guessed', field: 'signal', detail: '"KILL: Ferries run again"' })
  expect(await itemIn(mail('', 'EMBARGOED until Tuesday 18:00', '', story))).toMatchObject({
    ...{ embargo: { until: null }, holds: [{ code: 'unreadable-embargo' }] },
  })
})

test('a mail of several parts that was cut off is held', async () => {
  const whole = multipart(part('text/plain', story))
  expect(await itemIn(whole.slice(0, -10))).toMatchObject({ holds: [{ code: 'incomplete' }] })
})

test('mails within mails are read three deep and no further', async () => {
  let nested = mail('', story)
  for (let depth = 0; depth < 4; depth++) {
    nested = crlf(
      ...headers,
      `Subject: level ${depth}`,
      `Content-Type: multipart/mixed; boundary="n${depth}"`,
      '',
      `--n${depth}`,
      'Content-Type: message/rfc822',
      '',
      nested,
      `--n${depth}--`,
    )
  }
  const reading = await readingOf(nested)
  expect(reading.refused).toEqual([{ what: 'attachment message/rfc822', reason: 'mails nested deeper than 3' }])
})

test('a mail of absurdly many parts or headers is refused', async () => {
  const parts = await readDocument(Buffer.from(mail('', '\n--x'.repeat(3000))), noDefaults)
  expect(parts).toMatchObject({ failure: 'a mail of too many lines or parts' })
  const long = await readDocument(
    Buffer.from(`${crlf(...headers)}X-Long: ${'x'.repeat(400_000)}\r\n\r\n${story}`),
    noDefaults,
  )
  expect(long).toMatchObject({ failure: expect.stringContaining('no mail that can be read') })
})
