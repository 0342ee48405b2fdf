import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startedHas } from '../../../test/kit/has.ts'
import { flood, tram } from '../../../test/kit/stories.ts'
import { readTables, usualTables } from './tables.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-tables-'))
})
afterAll(() => rm(folder, { recursive: true }))

const written = async (json: unknown): Promise<string> => {
  const path = join(folder, 'has.json')
  await writeFile(path, typeof json === 'string' ? json : JSON.stringify(json))
  return path
}

test('without a file the tables are those of AA', async () => {
  expect(await readTables(null)).toBe(usualTables)
})

test('what a file leaves out, tables and names, is as usual', async () => {
  const tables = await readTables(await written({ categories: [{ id: 12, code: 'sports', tr: 'Spor haberleri' }] }))
  expect(tables.categories).toEqual([
    expect.objectContaining({ id: 12, code: 'sports', tr: 'Spor haberleri', en: 'Sports' }),
  ])
  expect(tables.languages).toBe(usualTables.languages)
})

test.each<[string, unknown, RegExp]>([
  ['text that is no JSON', '{', /HAS_TABLES .*has\.json: is not JSON/u],
  ['an unknown table', { categorys: [] }, /categorys/u],
  ['an unknown code', { categories: [{ id: 1, code: 'sport' }] }, /categories\.0\.code: .*"sports"/u],
  ['a number that is none', { languages: [{ id: '1', code: 'tr' }] }, /languages\.0\.id: .*number/u],
  [
    'a number twice',
    {
      types: [
        { id: 1, code: 'text' },
        { id: 1, code: 'video' },
      ],
    },
    /types: has an id twice/u,
  ],
  ['an empty table', { priorities: [] }, /priorities/u],
  ['an empty name', { provider: { id: 1, name: ' ' } }, /provider\.name/u],
])('%s is refused with its place', async (_, json, message) => {
  await expect(readTables(await written(json))).rejects.toThrow(message)
})

test('a file that is not there is said to be so', async () => {
  await expect(readTables(join(folder, 'absent.json'))).rejects.toThrow(/HAS_TABLES .*absent\.json: cannot be read/u)
})

test('discover, search and subscription all go by the tables of the agency', async () => {
  const path = await written({
    provider: { id: 7, name: 'Our wire' },
    categories: [
      { id: 10, code: 'general' },
      { id: 20, code: 'economy', tr: 'Piyasalar' },
    ],
    priorities: [{ id: 1, code: 'urgent' }],
    languages: [
      { id: 5, code: 'tr' },
      { id: 6, code: 'en' },
    ],
    packages: [{ id: 900, code: 'general-tr' }],
  })
  const has = await startedHas({ tables: await readTables(path) })
  try {
    await has.file({ content: flood })
    await has.file({ content: tram })
    const tables = (await has.ask('/abone/discover/tr_TR')).json().data
    expect(tables).toMatchObject({ provider: { 7: 'Our wire' }, category: { 10: 'Genel', 20: 'Piyasalar' } })
    expect(tables.package).toEqual({ 900: 'general-tr' })
    const titles = async (body: string) =>
      (await has.ask('/abone/search', { method: 'POST', body }))
        .json()
        .data.result.map((each: { title: string }) => each.title)
    expect(await titles('filter_language=5')).toEqual([tram.headline])
    expect(await titles('filter_category=20')).toEqual([tram.headline])
    expect(await titles('filter_package=900')).toEqual([tram.headline])
    expect(await titles('filter_language=1')).toEqual([])
    expect(await titles('filter_provider=7')).toHaveLength(2)
    expect(await titles('filter_provider=1')).toEqual([])
    expect((await has.ask('/abone/subscription')).json().data).toMatchObject({
      ...{ provider: ['7'], package: ['900'], category: ['10', '20'], language: ['5', '6'] },
    })
  } finally {
    await has.stop()
  }
})
