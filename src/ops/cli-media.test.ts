import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedAccounts } from '../../test/kit/accounts.ts'
import { runHere, urlOf } from '../../test/kit/command-line.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { madePhoto } from '../../test/kit/media.ts'

let base: TestDatabase
let folder: string
let environment: Record<string, string>
let photo: string
beforeAll(async () => {
  base = await freshDatabase()
  await seedAccounts(base.db)
  folder = await mkdtemp(join(tmpdir(), 'dateline-cli-media-'))
  environment = { DATABASE_URL: urlOf(base.address), DATA_DIR: folder, DEMO: '0', PUBLIC_DELAY_MINUTES: '0' }
  photo = join(folder, 'fırtına.jpg')
  await writeFile(photo, await madePhoto(900, 600))
  await writeFile(join(folder, 'page.txt'), '<!doctype html><script>alert(1)</script>')
})
afterAll(async () => {
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = (...argv: string[]) => runHere(argv, environment)
const json = async (...argv: string[]) => {
  const { code, out, err } = await run(...argv, '--json')
  if (code !== 0) throw new Error(`${code}: ${err}`)
  return JSON.parse(out)
}

test('a file is taken in, made ready and shown', { timeout: 90_000 }, async () => {
  const [asset] = await json('media', 'add', photo)
  expect(asset).toMatchObject({ state: 'ready', type: 'picture', fileName: 'fırtına.jpg', widthPixels: 900 })
  expect(asset.renditions.map((each: { role: string }) => each.role)).toEqual(
    expect.arrayContaining(['print', 'web', 'preview', 'thumb', 'comp']),
  )
  expect(await json('media', 'show', asset.id)).toEqual(JSON.parse(JSON.stringify(asset)))
  expect((await json('media', 'list', '--type', 'picture'))[0].id).toBe(asset.id)
  expect(await json('media', 'list', '--type', 'video')).toEqual([])
})

test('with --send it is on the wire, and nothing is sent where a headline or a language is missing', {
  timeout: 90_000,
}, async () => {
  const send = ['media', 'add', photo, '--send']
  const lacking = await run(...send)
  expect(lacking).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^refused \(bad-input\): headline: fırtına\.jpg has none/u),
  })
  const mute = await run(...send, '--headline', 'Xyz')
  expect(mute.err).toContain('language: the words do not tell')
  const [sent] = await json(
    ...send,
    '--headline',
    'Waves over the quay',
    '--language',
    'en',
    '--alt',
    'Waves',
    '--category',
    'economy',
  )
  expect(sent).toMatchObject({ version: 1, asset: { state: 'ready' } })
  expect(sent.item).toMatch(/^dl:picture:/u)
  const [row] = await base.db<{ content: { category: string; media: object; renditions: object[] } }[]>`
    select document::json -> 'content' as content from version where item_id = ${sent.item}`
  expect(row?.content).toMatchObject({ category: 'economy', media: { altText: 'Waves', assets: [sent.asset.id] } })
  expect(row?.content.renditions.length).toBeGreaterThan(3)
})

test('what would be refused is said without taking it, with the reason', { timeout: 90_000 }, async () => {
  const checked = await run('media', 'check', photo, join(folder, 'page.txt'))
  expect(checked.code).toBe(1)
  expect(checked.out).toContain('picture, image/jpeg, 900 × 600')
  expect(checked.out).toContain('refused (unsafe-file): the file is a page of HTML')
  const before = await json('media', 'list')
  const added = await run('media', 'add', join(folder, 'page.txt'))
  expect(added).toMatchObject({ code: 1, err: expect.stringContaining('refused (unsafe-file)') })
  expect(await json('media', 'list')).toEqual(before)
})

test.each([
  [['media', 'add', 'not-there.jpg'], 2, 'there is no such file'],
  [['media', 'add', tmpdir()], 2, 'it is no file'],
  [['media', 'show', 'ast_00000000'], 1, 'there is no upload ast_00000000'],
  [['media', 'retry', 'x'], 1, 'there is no upload x'],
  [['media', 'add', 'a', 'b', '--key', 'k'], 2, '--key goes with one file'],
])('%j ends with %i: %s', async (argv, code, words) => {
  const ended = await run(...argv)
  expect(ended).toMatchObject({ code, err: expect.stringContaining(words) })
})
