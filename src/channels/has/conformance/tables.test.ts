import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedMediaHas, startedMediaHas } from '../../../../test/kit/has-media.ts'

let has: StartedMediaHas
beforeAll(async () => {
  has = await startedMediaHas()
})
afterAll(() => has.stop())

const data = async (path: string, as = has.as) => {
  await has.moveTo(has.now() + 1_000)
  return (await has.ask(`/abone/${path}`, { as })).json().data
}

test('§1.1 discover has six members, each a map of numbers to names', async () => {
  const tables = await data('discover/tr_TR')
  expect(Object.keys(tables)).toEqual(['provider', 'category', 'priority', 'package', 'type', 'language'])
  for (const table of Object.values(tables) as Record<string, string>[]) {
    expect(Array.isArray(table)).toBe(false)
    for (const [id, name] of Object.entries(table)) {
      expect(id).toMatch(/^\d+$/u)
      expect(name).not.toBe('')
    }
  }
})

test('§2 the numbers and Turkish names are those of AA', async () => {
  const { category, priority, type, language, provider } = await data('discover/tr_TR')
  expect(category).toMatchObject({ 1: 'Genel', 2: 'Spor', 3: 'Ekonomi', 4: 'Sağlık', 6: 'Politika' })
  expect(priority).toEqual({ 1: 'Flaş', 2: 'Acil', 3: 'Önemli', 4: 'Rutin', 5: 'Özel', 6: 'Arşiv' })
  expect(type).toEqual({ 1: 'Haber', 2: 'Fotoğraf', 3: 'Video', 4: 'Dosya', 5: 'Grafik' })
  expect(language).toMatchObject({ 1: 'Türkçe' })
  expect(Object.keys(provider)).toEqual(['1'])
})

test('§1.1 names are in the language of the locale, in Turkish for one that is not known', async () => {
  const sport = async (locale: string) => (await data(`discover/${locale}`)).category[2]
  expect([await sport('tr_TR'), await sport('en_US'), await sport('ar_AR'), await sport('xx_XX')]).toEqual([
    ...['Spor', 'Sports', 'رياضة', 'Spor'],
  ])
})

test('§1.3 subscription has ten members as clients read them, and what is used of the day beside them', async () => {
  const found = await data('subscription')
  expect(found).toEqual({
    ...{ provider: ['1'], package: [String(has.everything)], language: ['1', '2', '3'] },
    ...{ category: ['1', '2', '3', '4', '5', '6', '7'], type: ['1', '2', '3', '4', '5'] },
    ...{ photo_size: ['print', 'web'], video_size: ['hd', 'web', 'sd'], graph_size: ['ai', 'eps', 'pdf', 'raster'] },
    ...{ archive_days: 0, download_limit: 0, downloads_used: 0 },
  })
})

test('§1.3 sizes are those that the contract sells, and none of a type that it does not', async () => {
  const sizes = { picture: ['web'], video: ['sd'] }
  const narrow = await has.join('Narrow', { products: [has.everything], types: ['text', 'picture'], sizes })
  expect(await data('subscription', narrow.as)).toMatchObject({ photo_size: ['web'], video_size: [], graph_size: [] })
  const print = await has.ask(`/abone/document/${has.items.picture}/print`, { as: narrow.as })
  expect(print.status).toBe(403)
  const web = await has.ask(`/abone/document/${has.items.picture}/mobile`, { as: narrow.as })
  expect(web.status).toBe(200)
})
