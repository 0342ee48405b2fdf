import { expect, test } from 'vitest'
import { agency, embargoed, floodCorrected, floodInVeyra, floodKilled, version } from '../../../test/kit/examples.ts'
import { itemIn, readingOf } from '../../../test/kit/read-one.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { textOfBody } from '../../domain/body.ts'
import { readDocument } from '../read.ts'
import { noDefaults } from '../reading.ts'
import { writeIptc7901 } from './write.ts'

const full = { face: 'full', notice: null, agency } as const

/** A message as agencies send it: control characters, lone line feeds for empty lines. */
const message = ({ header = 'orn0042 3 f 31  orn 007', head = 'Ferries on Lake Orsel run again =', text = '' } = {}) =>
  `\u0001${header}\r\n\nOrsel/traffic/\r\n\u0002${head}\r\n\n${text || story}\r\n\n\u0003230905 GMT Nov 26\r\n\u007f\n\u007f\u0004`

const story = [
  '   Orsel (orn) - Ferries crossed Lake Orsel again on Monday after a\r',
  'week of storms, the harbour office said.\r',
  '',
  '   "Nobody waits any more," a spokesman said. Two boats\r',
  'are in use.\r',
].join('\n')

sampleTest('a message of dpa’s is read with place, text and what is not for publication', async () => {
  const item = await itemIn(sample('ingest-examples/IPTC7901.txt'))
  expect(item).toMatchObject({
    ...{ id: 'eca062:20131113', signal: 'new', provider: 'dpa', language: 'en', priority: 4, category: 'politics' },
    headline: 'Germany Social Democrats: Coalition talks with Merkel could fail',
    ...{ dateline: 'Berlin', keywords: ['Germany-politics'], holds: [] },
    versionCreated: new Date('2013-11-13T11:37:00Z'),
  })
  expect(item.body).toHaveLength(5)
  expect(textOfBody(item.body)).toMatch(/^Negotiations between German conservatives.*before Christmas\.$/su)
  expect(item.note).toContain('Reporting by: Wolfgang Schmidt')
  expect(item.remarks).toContainEqual({ kind: 'lost', field: 'body', detail: 'sign-off "dpa wsz jln npr"' })
})

sampleTest('a message of dpa’s with two lines of headline is read with its mark apart', async () => {
  const item = await itemIn(sample('ingest-examples/dpa_two_line.txt'))
  expect(item).toMatchObject({
    ...{ id: 'eca0124:20181121', otherSignals: ['EXTRA'], dateline: 'Washington', keywords: ['Yemen', 'conflict'] },
    headline: 'Peace talks on Yemen to take place in Sweden next month, Mattis says',
    ...{ priority: 3, holds: [], versionCreated: new Date('2018-11-21T21:01:00Z') },
  })
  expect(item.body).toHaveLength(4)
  expect(item.note).toBe('- [DOD news](http://dpaq.de/3UXnb)')
})

test('two messages may stand in one file, and what has no header is refused by itself', async () => {
  const reading = await readingOf(`${message()}${message({ header: 'orn0043 4 s 31' })}\u0001 nothing\u0004`)
  expect(reading.items.map(({ id, category }) => [id, category])).toEqual([
    ['orn0042:20261123', 'economy'],
    ['orn0043:20261123', 'sports'],
  ])
  expect(reading.refused).toEqual([{ what: 'message 3', reason: 'it has no header' }])
})

test('a provider may have taken the control characters out', async () => {
  const bare = `orn0042 3 f 31  orn 007\r\n\r\nOrsel/traffic/\r\nFerries on Lake Orsel run again =\r\n\r\n${story}\r\n230905 GMT Nov 26\r\n`
  const reading = await readingOf(`${bare}\r\n${bare.replace('0042', '0043')}`)
  expect(reading.items).toMatchObject([
    {
      id: 'orn0042:20261123',
      headline: 'Ferries on Lake Orsel run again',
      dateline: 'Orsel',
      keywords: ['Orsel', 'traffic'],
    },
    { id: 'orn0043:20261123', body: [{ kind: 'p' }, { kind: 'p' }], holds: [] },
  ])
})

test.each([
  ['Kyodo', 'Ferries on Lake Orsel run again +', 'Ferries on Lake Orsel run again', 'new', null],
  [
    'a second version',
    '1ST LEAD\r\nFerries on Lake Orsel run again =',
    'Ferries on Lake Orsel run again',
    'update',
    '1ST LEAD',
  ],
  [
    'a correction',
    'REFILE\r\nFerries on Lake Orsel run again =',
    'Ferries on Lake Orsel run again',
    'correction',
    'REFILE',
  ],
  [
    'a kill',
    'KILL: The report came from a drill\r\nFerries on Lake Orsel =',
    'Ferries on Lake Orsel',
    'kill',
    'The report came from a drill',
  ],
  ['one line that says it all', 'KILL: Ferries on Lake Orsel =', 'KILL: Ferries on Lake Orsel', 'kill', null],
] as const)('the headline block of %s is taken apart', async (_, head, headline, signal, note) => {
  expect(await itemIn(message({ head }))).toMatchObject({ headline, signal, note })
})

test('a byline is no headline, and two names are two', async () => {
  const item = await itemIn(message({ head: 'Ferries on Lake Orsel run again\r\nBy Ines Tallow and Piet Marrow =' }))
  expect(item).toMatchObject({ headline: 'Ferries on Lake Orsel run again', bylines: ['Ines Tallow', 'Piet Marrow'] })
})

test('an embargo in words of somebody else’s holds the message', async () => {
  const item = await itemIn(message({ head: 'EMBARGOED until 1800 GMT Tuesday\r\nFerries on Lake Orsel run again =' }))
  expect(item).toMatchObject({ embargo: { until: null }, holds: [{ code: 'unreadable-embargo' }] })
  const oil = await itemIn(message({ head: 'Embargo on oil from Torvane goes on =' }))
  expect(oil).toMatchObject({ embargo: null, holds: [] })
})

test('a message that was cut off, or has far fewer words than it says, is held', async () => {
  const whole = message()
  expect(await itemIn(whole.slice(0, whole.indexOf('\u0003') - 40))).toMatchObject({ holds: [{ code: 'incomplete' }] })
  expect(await itemIn(message({ header: 'orn0042 3 f 311' }))).toMatchObject({
    holds: [{ code: 'incomplete', detail: expect.stringContaining('311') }],
  })
})

test('bytes that are not UTF-8 are read in the charset of their source', async () => {
  const bytes = Buffer.from(
    message({ text: '   Orsel (orn) - F\u00e4hren am Orsel, sagt das Hafenamt von \u00d6rsel heute.' }),
    'latin1',
  )
  const item = await itemIn(bytes, { charset: 'iso-8859-1' })
  expect(textOfBody(item.body)).toBe('Fähren am Orsel, sagt das Hafenamt von Örsel heute.')
})

test('what the header says besides is kept, and a time that is none is said to be lost', async () => {
  const item = await itemIn(message().replace('230905 GMT Nov 26', '990905 GMT Nov 26'))
  expect(item.versionCreated).toBe(null)
  expect(item.remarks.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    ...['kept header', 'lost versionCreated', 'guessed provider', 'guessed language'],
  ])
})

test('the map of a source says what its category letters stand for', async () => {
  expect(await itemIn(message(), { categoryMap: { f: 'sports' } })).toMatchObject({ category: 'sports' })
})

test('our own messages have the control characters and line ends of the standard, and lines of 69 characters at most', () => {
  const document = writeIptc7901(floodInVeyra, full)
  expect(document.startsWith('\u0001dlx1001 2 gen ')).toBe(true)
  expect(document).toContain(
    ' dl:text:20261123:1001 1 en tag:meridian.example,2026-11-23:text:1001\r\n\r\nflood/Sarn/\r\n\u0002',
  )
  expect(document.endsWith('\r\n\u0003230900 GMT Nov 26\r\n\u0004')).toBe(true)
  expect(document.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
  const text = document.slice(document.indexOf(' =\r\n'), document.indexOf('\u0003')).split('\r\n')
  expect(Math.max(...text.map(line => line.length))).toBeLessThanOrEqual(69)
})

test('our own corrections, kills and embargoes come back out of their words', async () => {
  expect(await itemIn(writeIptc7901(floodCorrected, full))).toMatchObject({
    ...{
      signal: 'correction',
      note: floodCorrected.note,
      line: floodCorrected.line,
      version: '3',
      itemId: floodCorrected.item,
    },
    ...{ body: floodCorrected.content.body, bylines: floodCorrected.content.bylines, holds: [], remarks: [] },
  })
  expect(await itemIn(writeIptc7901(floodKilled, full))).toMatchObject({
    ...{ signal: 'kill', note: floodKilled.note, line: floodKilled.line, replacedBy: floodKilled.replacedBy, body: [] },
  })
  expect(await itemIn(writeIptc7901(embargoed, full))).toMatchObject({
    embargo: embargoed.embargo,
    note: embargoed.note,
    holds: [],
  })
})

test('a dash or a number sign never begins a line, where it would be a mark', async () => {
  for (const mark of ['-', '##']) {
    for (let width = 40; width < 75; width++) {
      const text = `${'x'.repeat(width)} ${mark} and what follows it, as far as the next line and a little further on`
      const body = [{ kind: 'p', spans: [{ text }] }] as const
      const item = await itemIn(writeIptc7901(version({ content: { dateline: null, body } }), full))
      expect(item.body, `${mark} at ${width}`).toEqual(body)
    }
  }
})

test('an embargo is spoken of anywhere in the notes to desks', async () => {
  const long = `${story}\n${'   More of it.\r\n\n'.repeat(20)}`
  const notes = 'The following information is not for publication\r\n\nNot for release before Tuesday.\r\n'
  const header = 'orn0042 3 f 90'
  expect(await itemIn(message({ header, text: `${long}\n${notes}` }))).toMatchObject({
    ...{ embargo: { until: null }, holds: [{ code: 'unreadable-embargo' }], note: 'Not for release before Tuesday.' },
  })
})

test('an embargo is never written as over before it is', async () => {
  const sent = version({ embargo: { until: new Date('2026-11-23T18:00:01Z') } })
  expect(await itemIn(writeIptc7901(sent, full))).toMatchObject({
    embargo: { until: new Date('2026-11-23T18:01:00Z') },
  })
})

test('no text can end the message, or begin another', async () => {
  const evil = version({
    content: {
      headline: 'A\u0003\u0004\u0001 B',
      keywords: ['a/b\u0002'],
      body: [{ kind: 'p', spans: [{ text: 'x\u0003230900 GMT Nov 26\r\n\u0004\u0001orn0001 1 f 1' }] }],
    },
  })
  const { items, refused } = await readingOf(writeIptc7901(evil, full))
  expect([items.length, refused.length]).toEqual([1, 0])
  expect(items[0]).toMatchObject({ headline: 'A B', keywords: ['a-b'] })
})

test('thousands of messages in one file are refused', async () => {
  expect(await readDocument(Buffer.from('\u0001'.repeat(5000)), noDefaults)).toMatchObject({
    failure: expect.stringContaining('more than'),
  })
})

test('a time without a zone is one of the source, and months of other languages are known', async () => {
  const at = async (foot: string, timeZone: string | null = null) =>
    (
      await itemIn(message().replace('230905 GMT Nov 26', foot), { ...noDefaults, timeZone })
    ).versionCreated?.toISOString()
  expect(await at('230905 nov 26', 'Europe/Zurich')).toBe('2026-11-23T08:05:00.000Z')
  expect(await at('230905 nov 26')).toBe('2026-11-23T09:05:00.000Z')
  expect(await at('151341 GMT Okt 26')).toBe('2026-10-15T13:41:00.000Z')
})
