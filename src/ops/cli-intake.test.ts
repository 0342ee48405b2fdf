import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedAccounts } from '../../test/kit/accounts.ts'
import { runHere, urlOf } from '../../test/kit/command-line.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { ninjsOf } from '../../test/kit/intake.ts'
import { openDrafts } from '../store/draft.ts'

let database: TestDatabase
let path: string
let environment: Record<string, string>
beforeAll(async () => {
  database = await freshDatabase()
  await seedAccounts(database.db)
  path = mkdtempSync(join(tmpdir(), 'dateline-cli-'))
  environment = { DATABASE_URL: urlOf(database.address), SECRET_KEY: Buffer.alloc(32, 5).toString('base64') }
})
afterAll(async () => {
  rmSync(path, { recursive: true })
  await database.drop()
})

const json = async (...argv: string[]) => {
  const { code, out, err } = await runHere([...argv, '--json'], environment)
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${err}`)
  return JSON.parse(out)
}

test('a folder is added, looked at and read without a server, and its items can be shown, taken and dismissed', async () => {
  const incoming = join(path, 'in')
  mkdirSync(incoming)
  const added = await json(
    'source',
    'add',
    'Lakeside',
    '--kind',
    'folder',
    '--set',
    `path=${incoming}`,
    '--set',
    'settleSeconds=0',
    '--category',
    'general',
    '--map',
    'Politik=politics',
  )
  expect(added).toMatchObject({
    ...{
      name: 'Lakeside',
      kind: 'folder',
      enabled: true,
      hasSecret: false,
      routing: { mode: 'desk' },
      everySeconds: 2,
    },
    settings: { path: incoming, settleSeconds: 0 },
    defaults: { category: 'general', categoryMap: { politik: 'politics' } },
  })
  writeFileSync(join(incoming, 'a.json'), ninjsOf())
  writeFileSync(join(incoming, 'b.json'), ninjsOf({ uri: 'urn:lakeside:2', headline: 'Second' }))
  writeFileSync(join(incoming, 'c.json'), '{"uri": ')
  expect(await json('source', 'look', 'Lakeside')).toMatchObject({ kind: 'looked', documents: 3, items: 2 })
  expect(readdirSync(join(incoming, 'done'))).toHaveLength(3)
  const items = await json('intake', 'list', '--source', 'Lakeside')
  expect(items).toMatchObject([{ status: 'waiting' }, { status: 'waiting' }])
  const [first, second] = items.map((item: { id: number }) => String(item.id))
  const { out } = await runHere(['intake', 'show', first], environment)
  expect(out).toContain('waiting')
  const taken = await json('intake', 'take', first, '--person', 'writer@meridian.example')
  expect(taken.isNew).toBe(true)
  expect(await json('intake', 'take', first, '--person', 'editor@meridian.example')).toEqual({ ...taken, isNew: false })
  expect((await openDrafts(database.db, { author: null, limit: 10 })).map(draft => draft.id)).toEqual([taken.draft])
  await json('intake', 'dismiss', second)
  expect(await json('intake', 'list', '--status', 'waiting')).toEqual([])
})

test('a document in quarantine is shown with its reason, mended and read again', async () => {
  const [raw] = await json('intake', 'list', '--quarantine')
  expect(raw).toMatchObject({ sourceName: 'Lakeside', name: 'c.json', status: 'quarantined' })
  const mended = join(path, 'mended.json')
  writeFileSync(mended, ninjsOf({ uri: 'urn:lakeside:3' }))
  expect(await json('intake', 'retry', String(raw.id), '--file', mended)).toMatchObject({
    status: 'taken',
    repairedBy: 'command line',
  })
  expect(await json('intake', 'reparse', 'Lakeside')).toMatchObject({ documents: 3 })
})

test('a credential is read from the standard input and never shown', async () => {
  const add = ['source', 'add', 'Mailbox', '--kind', 'http', '--secret', '--json']
  const { code, out } = await runHere(add, environment, { input: 'hunter2\n' })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ hasSecret: true, enabled: true })
  const list = await runHere(['source', 'list', '--json'], environment)
  expect(out + list.out).not.toContain('hunter2')
  const { SECRET_KEY, ...without } = environment
  const refused = await runHere(['source', 'set', 'Mailbox', '--secret'], without, { input: 'other' })
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('need the setting SECRET_KEY') })
})

test('a source is changed in part, given a key, switched off and removed', async () => {
  await json(
    'source',
    'add',
    'Partner',
    '--kind',
    'http',
    '--routing',
    'broadcast',
    '--only-categories',
    'sports',
    '--zone',
    'Europe/Istanbul',
  )
  const changed = await json('source', 'set', 'Partner', '--off', '--name', 'The partner', '--stalled-after', '30')
  expect(changed).toMatchObject({
    ...{ name: 'The partner', enabled: false, stalledAfterMinutes: 30, defaults: { timeZone: 'Europe/Istanbul' } },
    routing: { mode: 'broadcast', categories: ['sports'] },
  })
  expect(await json('source', 'key', 'The partner')).toMatchObject({ key: expect.stringMatching(/^dli_[0-9a-f]{40}$/) })
  const { out } = await runHere(['source', 'list'], environment)
  expect(out).toContain('The partner')
  await json('source', 'remove', 'The partner')
  expect((await runHere(['source', 'key', 'The partner'], environment)).code).toBe(1)
})
