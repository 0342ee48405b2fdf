import { expect, test } from 'vitest'
import {
  agency,
  embargoed,
  embargoedWithoutEnd,
  floodCorrected,
  floodInVeyra,
  floodKilled,
  floodWithheld,
  harbourInQadira,
  tramInIrmakli,
} from '../../../test/kit/examples.ts'
import { itemIn } from '../../../test/kit/read-one.ts'
import { textOfBody } from '../../domain/body.ts'
import { readDocument } from '../read.ts'
import { noDefaults } from '../reading.ts'
import { writeText } from './write.ts'

const full = { face: 'full', notice: null, agency } as const

test.each([
  ['English', floodInVeyra],
  ['Turkish', tramInIrmakli],
])('a text of ours in %s comes back with headline, deck, names, place and body', async (_, sent) => {
  const { headline, deck, dateline, bylines, body, language } = sent.content
  const item = await itemIn(writeText(sent, full))
  expect(item).toMatchObject({ signal: 'new', headline, deck, dateline, bylines, body, language, holds: [] })
  expect(item.remarks.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    ...['guessed headline', 'guessed bylines', 'lost body', 'guessed language'],
  ])
})

test('names in a script without capitals stay in the text rather than be guessed', async () => {
  const item = await itemIn(writeText(harbourInQadira, full))
  expect(item).toMatchObject({ headline: harbourInQadira.content.headline, language: 'ar', bylines: [] })
  expect(textOfBody(item.body)).toContain('ليان الساحلي')
})

test('labels of ours before the headline are understood: corrections, recalls, embargoes', async () => {
  expect(await itemIn(writeText(floodCorrected, full))).toMatchObject({
    ...{ signal: 'correction', note: floodCorrected.note, line: floodCorrected.line },
    ...{ headline: floodCorrected.content.headline, body: floodCorrected.content.body },
  })
  expect(await itemIn(writeText(floodKilled, full))).toMatchObject({
    ...{ signal: 'kill', note: floodKilled.note, line: floodKilled.line, replacedBy: floodKilled.replacedBy, body: [] },
  })
  expect(await itemIn(writeText(floodWithheld, full))).toMatchObject({ signal: 'withhold', note: floodWithheld.note })
  expect(await itemIn(writeText(embargoed, full))).toMatchObject({ embargo: embargoed.embargo, holds: [] })
  expect(await itemIn(writeText(embargoedWithoutEnd, full))).toMatchObject({ embargo: { until: null }, holds: [] })
})

test('a label alone is no story without a headline', async () => {
  expect(await itemIn('KILL: Ferries run again')).toMatchObject({ headline: 'KILL: Ferries run again' })
})

test('an embargo in words of somebody else’s holds the text', async () => {
  const text = 'Under embargo until Tuesday\n\nFerries run again\n\nThey crossed the lake on Monday, the office said.'
  expect(await itemIn(text)).toMatchObject({ embargo: { until: null }, holds: [{ code: 'unreadable-embargo' }] })
  const harmless = 'Oil embargo is over\n\nTankers crossed the lake on Monday, the harbour office said.'
  expect(await itemIn(harmless)).toMatchObject({ embargo: null, holds: [] })
})

test('what a website adds, and what stood around the place, is said to be lost', async () => {
  const item = await itemIn(
    'Ferries run again\n\nORSEL, Nov 23 (ON) - They crossed the lake on Monday, the harbour office said.',
  )
  expect(item).toMatchObject({ dateline: 'ORSEL' })
  expect(item.remarks).toContainEqual({ kind: 'lost', field: 'body', detail: expect.stringContaining('Nov 23') })
})

test('what opens and ends a message on old wires is no part of the text', async () => {
  const item = await itemIn('ZCZC XN12\r\nFerries run again\r\n\r\nThey crossed the lake on Monday.\r\n\r\nNNNN\r\n')
  expect(item).toMatchObject({ headline: 'Ferries run again' })
  expect(textOfBody(item.body)).toBe('They crossed the lake on Monday.')
  expect(item.remarks.filter(each => each.kind === 'lost').map(each => each.detail)).toEqual(['"ZCZC XN12"', '"NNNN"'])
  const coded = await itemIn(
    'ZCZC XN\r\n%A\r\n#Ferries_BC1\r\n$Ferries run again on lake\r\n\r\n:(ORSEL)\r\n*07000000\r\nThey crossed the lake on Monday.\n\nNNNN',
  )
  expect(coded).toMatchObject({ headline: 'Ferries run again on lake' })
  expect(textOfBody(coded.body)).toBe('They crossed the lake on Monday.')
  expect(coded.remarks.map(each => each.detail)).toContain('":(ORSEL)"')
})

test('a text with nothing in it is refused', async () => {
  expect(await readDocument(Buffer.from(' \n\u200b\n'), noDefaults)).toEqual({ failure: 'the text is empty' })
})
