import { expect, test } from 'vitest'
import { itemIn, readingOf } from '../../../test/kit/read-one.ts'
import { sample, sampleTest } from '../../../test/kit/samples.ts'
import { textOfBody } from '../../domain/body.ts'

const message = ({
  number = 'w2870',
  first = 'u f\u0013\u0011 BC-Orsel-Ferries      11-23 0031',
  keywords = 'BC-Orsel-Ferries,28',
  head = ['Ferries on Lake Orsel run again', 'Eds: Pictures follow.', 'By INES TALLOW and PIET MARROW=', 'Orsel News='],
  text = [
    '   ORSEL, Lakeland (ON) _ Ferries crossed Lake Orsel again on Monday after a week of storms.',
    "   ``Nobody waits any more,'' a spokesman said. Two boats are in use, and one more follows.",
  ],
} = {}) =>
  [
    `\u0016\u0016\u0001${number}\u001f_orsel`,
    first,
    `\u0002^${keywords}<`,
    ...head.map(line => `^${line.endsWith('=') ? line : `${line}<`}`),
    ...text.flatMap(line => [`\t${line}`, '']),
    `\t   \u0003ON-WF-11-23-26 0905GMT<`,
    '',
    '\u000c\n\u0004',
  ].join('\n')

sampleTest('a story of AP’s is read with headline, names, place and notes to editors', async () => {
  const item = await itemIn(sample('ingest-examples/anpa-1.tst'))
  expect(item).toMatchObject({
    ...{ id: 'w2870:20131113', provider: 'AP', dateline: 'BUENOS AIRES, Argentina', language: 'en', holds: [] },
    headline: 'For Argentine chemo patients, mirrors can hurt',
    bylines: ['PAUL BYRNE', 'ALMUDENA CALATRAVA'],
    ...{ category: 'culture-arts-life', priority: 4, keywords: ['BC-LT--Argentina-Cancer Beauty'] },
    versionCreated: new Date('2013-11-13T15:09:00Z'),
  })
  expect(item.note).toBe('AP Photo XNP101, XNP102, XNP103, XNP104, XNP105, XNP106\nEds: With AP Photos.')
  expect(item.body).toHaveLength(14)
  expect(textOfBody(item.body)).toContain('“Look Good Feel Better” is a program')
  expect(item.remarks).toContainEqual({
    ...{ kind: 'guessed', field: 'priority' },
    detail: expect.stringContaining('taken as routine'),
  })
})

test('priority and category letters are understood', async () => {
  expect(await itemIn(message())).toMatchObject({ priority: 2, category: 'economy', provider: 'ON', holds: [] })
  expect(await itemIn(message({ first: 'r s\u0013\u0011 BC-Orsel 11-23 0031' }))).toMatchObject({
    priority: 4,
    category: 'sports',
  })
  expect(await itemIn(message(), { categoryMap: { f: 'general' } })).toMatchObject({ category: 'general' })
})

test.each([
  ['BC-Orsel-Ferries,1st Ld-Writethru,28', 'update', '1st Ld-Writethru'],
  ['BC-Orsel-Ferries,Correction,28', 'correction', 'Correction'],
  ['BC-Orsel-Ferries,KILL,28', 'kill', 'KILL'],
  ['BC-Orsel-Ferries,Advisory,28', 'advisory', 'Advisory'],
])('the keyword line %s says what the version is', async (keywords, signal, note) => {
  const item = await itemIn(message({ keywords }))
  expect(item.signal).toBe(signal)
  expect(item.note).toMatch(new RegExp(`^${note}\n`, 'u'))
  expect(item.keywords).toEqual(['BC-Orsel-Ferries'])
})

test('a take joins the story that it continues, and one alone is held', async () => {
  const add = message({
    number: 'w2871',
    keywords: 'BC-Orsel-Ferries,1st Add,9',
    head: [],
    text: ['   The last boat leaves at eight in the evening.'],
  })
  const { items } = await readingOf(message() + add)
  expect(items).toHaveLength(1)
  expect(items[0]?.body).toHaveLength(3)
  expect(items[0]?.holds).toEqual([])
  expect(await itemIn(add)).toMatchObject({ holds: [{ code: 'incomplete' }] })
})

test('a story that was cut off, or has far fewer words than it says, is held', async () => {
  const whole = message()
  expect(await itemIn(whole.slice(0, whole.indexOf('\u0003') - 30))).toMatchObject({ holds: [{ code: 'incomplete' }] })
  expect(await itemIn(message({ keywords: 'BC-Orsel-Ferries,280' }))).toMatchObject({ holds: [{ code: 'incomplete' }] })
})

test('an advance is held until an editor has read when it may be published', async () => {
  const head = ['HOLD FOR RELEASE at 6 p.m. EST', 'Ferries on Lake Orsel run again']
  expect(await itemIn(message({ head }))).toMatchObject({
    embargo: { until: null },
    holds: [{ code: 'unreadable-embargo' }],
  })
})

test('a list of headlines, all of whose lines are marked, is a text', async () => {
  const list = message({ keywords: '*9001< ^BC-Orsel-List,11', head: ['Orsel news at noon'], text: [] })
  const item = await itemIn(
    list.replace('\t   \u0003', '^Ferries cross again\n^Storms end over the whole of Lakeland\n\t   \u0003'),
  )
  expect(item).toMatchObject({ headline: 'Orsel news at noon', keywords: ['BC-Orsel-List'], deck: null })
  expect(textOfBody(item.body).split('\n').filter(Boolean)).toEqual([
    'Ferries cross again',
    'Storms end over the whole of Lakeland',
  ])
})

test('tables keep their headings and rows, and lose the marks of the wire', async () => {
  const head = ['Lake League _ day one', 'By The Orsel News=', 'NORTHERN LAKES=']
  const rows = [
    '^East Shore=',
    '\b^;W;L',
    '\bOrsel;3;1{',
    '\bVeyra;1;3',
    '\t   ___=',
    '^West Shore=',
    '\t   Tarn 2, Mere 1<',
    '^END<',
  ]
  const item = await itemIn(message({ head, text: [] }).replace('\t   \u0003', `${rows.join('\r\n')}\n\t   \u0003`))
  expect(item).toMatchObject({ headline: 'Lake League – day one', bylines: ['The Orsel News'] })
  expect(textOfBody(item.body).split('\n').filter(Boolean)).toEqual([
    ...['NORTHERN LAKES', 'East Shore', ';W;L', 'Orsel;3;1½', 'Veyra;1;3', 'West Shore', 'Tarn 2, Mere 1'],
  ])
})
