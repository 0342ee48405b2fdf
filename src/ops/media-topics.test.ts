import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runHere } from '../../test/kit/command-line.ts'

const shipped = new URL('../domain/media-topics.json', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'dateline-topics-'))
afterAll(() => rmSync(folder, { recursive: true }))

const uri = (vocabulary: string, code: string) => `http://cv.iptc.org/newscodes/${vocabulary}/${code}`

// A release of seventeen tops and three topics below the first.
const tops = Array.from({ length: 17 }, (_, n) => ({
  qcode: `medtop:${String(n + 1).padStart(2, '0')}000000`,
  prefLabel: { 'en-GB': `top ${n + 1}`, dk: `dansk ${n + 1}`, se: `svensk ${n + 1}` },
  exactMatch: [uri('subjectcode', `${String(n + 1).padStart(2, '0')}000000`)],
}))
const below = [
  {
    qcode: 'medtop:20000001',
    prefLabel: { 'en-GB': 'old', ar: 'قديم' },
    broader: [uri('mediatopic', '01000000')],
    retired: '2026-01-01T00:00:00+00:00',
    exactMatch: [uri('subjectcode', '01001000'), 'https://www.wikidata.org/entity/Q1'],
  },
  {
    qcode: 'medtop:20000002',
    prefLabel: { 'en-GB': 'changed' },
    broader: [uri('mediatopic', '01000000')],
    closeMatch: [uri('subjectcode', '01002000')],
  },
  {
    qcode: 'medtop:20009999',
    prefLabel: { 'en-GB': 'added', tr: 'eklendi' },
    broader: [uri('mediatopic', '01000000')],
  },
]
const release = { dateReleased: '2026-10-01T00:00:00+00:00', conceptSet: [...below, ...tops] }

const taken = async (json: unknown) => {
  const [file, table] = [join(folder, 'cptall.json'), join(folder, 'table.json')]
  writeFileSync(file, JSON.stringify(json))
  copyFileSync(shipped, table)
  const run = await runHere(['media-topics', file, '--table', table, '--json'], {})
  return { ...run, table: JSON.parse(readFileSync(table, 'utf8')) }
}

test('a newer release takes the place of the one before, and the Turkish names stay', async () => {
  const { code, out, table } = await taken(release)
  expect(code).toBe(0)
  expect(table.release).toBe('2026-10-01')
  expect(table.topics['15000000']).toEqual({ en: 'top 15', tr: 'spor' })
  expect(table.topics['20009999']).toEqual({ broader: '01000000', en: 'added', tr: 'eklendi' })
  expect(table.topics['20000001']).toEqual({ broader: '01000000', retired: '2026-01-01', en: 'old', ar: 'قديم' })
  const said = JSON.parse(out)
  expect(said).toMatchObject({ release: '2026-10-01', added: ['20000001', '20009999'] })
  expect(said.changed).toContain('20000002')
  expect(said.gone).toContain('20000151')
})

test('an old subject code leads to the topic in use, and past a retired one to the topic above', async () => {
  const { table } = await taken(release)
  expect(table.subjectCodes).toMatchObject({ '01000000': '01000000', '01001000': '01000000', '01002000': '20000002' })
})

test('the same release twice changes nothing', async () => {
  const first = await taken(release)
  const [file, table] = [join(folder, 'cptall.json'), join(folder, 'table.json')]
  const again = await runHere(['media-topics', file, '--table', table], {})
  expect(again.out).toContain('added: 0\nretired: 0\ngone: 0\nchanged: 0')
  expect(JSON.parse(readFileSync(table, 'utf8'))).toEqual(first.table)
})

test('a file of another shape is refused, and the table stands', async () => {
  const { code, err, table } = await taken({ conceptSet: [] })
  expect(code).toBe(1)
  expect(err).toContain('cptall-x-all.json')
  expect(table.release).toBe('2019-04-06')
})

const published = new URL('../../../shared/standards/mediatopics/iptc-mediatopics-2019-x-all.json', import.meta.url)
if (!existsSync(published)) console.warn('skipped: IPTC’s release of 2019 is not beside the repository')

test.skipIf(!existsSync(published))('IPTC’s release of 2019 gives the table that ships', async () => {
  const { table } = await taken(JSON.parse(readFileSync(published, 'utf8')))
  expect(table).toEqual(JSON.parse(readFileSync(shipped, 'utf8')))
})
