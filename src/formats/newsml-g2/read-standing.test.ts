import { expect, test } from 'vitest'
import { firstOf, newsItem } from '../../../test/kit/g2-documents.ts'

// Each document is invented, and odd in a way that real agencies' files are.

test('times without a zone are read in that of the source, or in UTC with a remark', () => {
  const itemMeta = '<versionCreated> 2026-07-01T10:00:00 </versionCreated><firstCreated>soon</firstCreated>'
  expect(firstOf(newsItem({ itemMeta }), { timeZone: 'Europe/Istanbul' }).versionCreated).toEqual(
    new Date('2026-07-01T07:00:00Z'),
  )
  const item = firstOf(newsItem({ itemMeta }))
  expect(item).toMatchObject({ versionCreated: new Date('2026-07-01T10:00:00Z'), firstCreated: null })
  expect(item.remarks.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    'guessed versionCreated',
    'lost firstCreated',
  ])
})

const embargoes: readonly (readonly [string, string, string | null, string | undefined])[] = [
  ['none', '', null, undefined],
  ['one with an end', '<embargoed> 2026-12-01T06:00:00+03:00 </embargoed>', '2026-12-01T03:00:00.000Z', undefined],
  ['one without an end', '<embargoed/>', 'open', undefined],
  ['one in words', '<embargoed>tomorrow</embargoed>', 'open', 'unreadable-embargo'],
  [
    'one without a zone',
    '<embargoed>2026-12-01T06:00:00</embargoed>',
    '2026-12-01T06:00:00.000Z',
    'unreadable-embargo',
  ],
  ['one in a note', '<edNote>EMBARGOED until the session ends</edNote>', 'open', 'unreadable-embargo'],
  ['one by its status', '<pubStatus qcode="stat:embargoed"/>', 'open', undefined],
]

for (const [name, itemMeta, until, hold] of embargoes) {
  test(`an embargo, ${name}, is ${hold === undefined ? 'kept' : 'kept and holds the item'}`, () => {
    const { embargo, holds } = firstOf(newsItem({ itemMeta }))
    expect(embargo === null ? null : (embargo.until?.toISOString() ?? 'open')).toBe(until)
    expect(holds[0]?.code).toBe(hold)
  })
}

const standings: readonly (readonly [string, string, readonly string[], string | undefined])[] = [
  ['<signal qcode="sig:update"/>', 'update', [], undefined],
  ['<signal qcode="sig:update"/><signal qcode="sig:correction"/>', 'correction', [], undefined],
  ['<signal uri="http://cv.iptc.org/newscodes/signal/correction"/>', 'correction', [], undefined],
  ['<signal qcode="edStat:U"/><signal qcode="sig:cwarn"/>', 'new', ['edStat:U', 'sig:cwarn'], undefined],
  ['<signal qcode="xsig:Kill"/>', 'new', ['xsig:Kill'], 'unknown-signal'],
  ['<pubStatus qcode="stat:canceled"/><signal qcode="sig:update"/>', 'kill', [], undefined],
  ['<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', 'withhold', [], undefined],
  ['<pubStatus qcode="stat:resting"/>', 'new', [], 'unknown-status'],
  ['<pubStatus/>', 'new', [], undefined],
  ['<edNote>CORRECTION: the height</edNote>', 'correction', [], undefined],
]

for (const [itemMeta, signal, otherSignals, hold] of standings) {
  test(`${itemMeta} is the signal ${signal}${hold === undefined ? '' : ', and holds the item'}`, () => {
    const item = firstOf(newsItem({ itemMeta }))
    expect(item).toMatchObject({ signal, otherSignals })
    expect(item.holds.map(each => each.code)).toEqual(hold === undefined ? [] : [hold])
  })
}
