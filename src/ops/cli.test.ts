import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedAccounts } from '../../test/kit/accounts.ts'
import { runHere, spawnCommand, startCommand, urlOf } from '../../test/kit/command-line.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { openDatabase } from '../store/open.ts'
import { createLog } from '../telemetry.ts'

const story = `Ferry service on Lake Orsel starts again
ORSEL

Ferries crossed Lake Orsel again on Monday after a week of storms, the harbour office said.
The office said that the timetable of the winter is in force.
`
let base: TestDatabase
let environment: Record<string, string>
let folder: string
let file: string

beforeAll(async () => {
  base = await freshDatabase()
  await seedAccounts(base.db)
  environment = { DATABASE_URL: urlOf(base.address) }
  folder = mkdtempSync(join(tmpdir(), 'dateline-cli-'))
  // As root, PostgreSQL must be able to pass through; otherwise its files would be left in /var/lib/dateline.
  chmodSync(folder, 0o711)
  file = join(folder, 'story.txt')
  writeFileSync(file, story)
})
afterAll(async () => {
  await base.drop()
  rmSync(folder, { recursive: true })
})

const run = (argv: string[], input = '') => runHere(argv, environment, { input })
const json = async (argv: string[], input = '') => {
  const { code, out, err } = await run([...argv, '--json'], input)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}
const published = async (...options: string[]): Promise<string> => (await json(['publish', file, ...options])).item

test('a plain text becomes an item on the wire, from a process of its own', async () => {
  const sent = await spawnCommand(['publish', '-', '--priority', 'urgent', '--json'], environment, story)
  expect({ code: sent.code, err: sent.err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(sent.out)).toMatchObject({
    version: 1,
    signal: 'new',
    language: 'en',
    headline: 'Ferry service on Lake Orsel starts again',
  })
  const tail = await spawnCommand(['tail', '--from', '1', '--once'], environment)
  expect(tail.out).toMatch(/new +dl:text:\d{8}:\d+ {2}v1 {2}en {2}p2 {2}Ferry service/)
  const refused = await spawnCommand(['kill', JSON.parse(sent.out).item], environment)
  expect(refused).toEqual({
    code: 1,
    out: '',
    err: 'refused (note-required): note: a kill needs a note that tells desks why\n',
  })
})

test('whom a story is about, what it points to and how long it may be used is said by options, kept by updates and taken away by none', async () => {
  const original = await published()
  const item = await published(
    ...['--language', 'tr', '--translation-of', original, '--expires', '2099-12-31'],
    ...['--person', 'Ada Veyra https://register.example/1', '--person', 'Deniz Orsel', '--place', 'Orsel'],
  )
  const content = async () => {
    const [row] = await base.db<{ document: string }[]>`
      select document from version where item_id = ${item} order by number desc limit 1`
    return JSON.parse(row?.document ?? '').content
  }
  const names = {
    people: [
      { name: 'Ada Veyra', uri: 'https://register.example/1' },
      { name: 'Deniz Orsel', uri: null },
    ],
    places: [{ name: 'Orsel', uri: null }],
  }
  const links = [{ rel: 'translation-of', item: original, version: 1 }]
  expect(await content()).toMatchObject({ ...names, links, expiresAt: '2099-12-31T00:00:00.000Z' })
  await json([
    'publish',
    file,
    '--signal',
    'update',
    '--item',
    item,
    '--language',
    'tr',
    '--expires',
    'none',
    '--place',
    'Veyra',
  ])
  const updated = await content()
  expect(updated).toMatchObject({ people: names.people, places: [{ name: 'Veyra', uri: null }], links })
  expect(updated.expiresAt).toBeUndefined()
  await json(['kill', item, '--note', 'a drill', '--reason', 'inaccurate'])
  const [killed] = await base.db<{ document: string }[]>`
    select document from version where item_id = ${item} order by number desc limit 1`
  expect(JSON.parse(killed?.document ?? '')).toMatchObject({ reason: 'inaccurate', content: { category: 'general' } })
  expect(killed?.document).not.toContain('Ada Veyra')
})

test.each([
  [
    'a reason that is no class',
    ['kill', 'dl:text:20261123:9', '--note', 'x', '--reason', 'boredom'],
    /Allowed choices/u,
  ],
  ['a link to no item', ['publish', '-', '--see-also', 'nine'], /Expected an item id/u],
  ['an item that is not there', ['publish', '-', '--see-also', 'dl:text:20261123:9'], /content\.links\.0\.item/u],
])('%s is refused', async (_, argv, err) => {
  expect((await run(argv, story)).err).toMatch(err)
})

test('an update keeps what is not said again, a correction and a kill follow, and nothing follows a kill', async () => {
  const item = await published('--category', 'economy', '--priority', '3', '--group', 'storms')
  await json(['publish', file, '--signal', 'update', '--item', item, '--priority', '2'])
  await json(['advise', item, '--note', 'pictures follow'])
  await json(['correct', item, file, '--note', 'the day was wrong', '--line', 'An earlier version gave a wrong day.'])
  await json(['withhold', item, '--note', 'being checked'])
  await json(['kill', item, '--note', 'a drill', '--line', 'Withdrawn.', '--replaced-by', await published()])
  const lines = (await run(['tail', '--from', '1', '--once', '--json'])).out.trim().split('\n')
  const rows = lines.map(line => JSON.parse(line)).filter(row => row.item === item)
  expect(rows.map(row => `${row.signal} ${row.version} ${row.category} ${row.priority}`)).toEqual([
    'new 1 economy 3',
    'update 2 economy 2',
    'advisory 3 economy 2',
    'correction 4 economy 2',
    'withhold 5 economy 2',
    'kill 6 economy 2',
  ])
  expect(await run(['correct', item, file, '--note', 'late'])).toMatchObject({ code: 1, err: /signal-not-allowed/ })
})

test('a tail prints entries as they come, and ends in order when it is told to', async () => {
  const { head } = await json(['status'])
  const tail = startCommand(['tail', '--from', String(head.seq), '--json'], environment)
  expect(JSON.parse(await tail.line()).seq).toBe(head.seq)
  const item = await published('--note', 'while somebody watches')
  expect(JSON.parse(await tail.line())).toMatchObject({ seq: head.seq + 1, item, signal: 'new' })
  expect(await tail.end('SIGTERM')).toBe(0)
})

test('an embargo without an end is lifted, once', async () => {
  const item = await published('--embargo', 'open')
  expect(await json(['lift', item])).toMatchObject({ item, version: 1, signal: 'release' })
  expect(await run(['lift', item])).toMatchObject({ code: 1, err: /nothing-embargoed/ })
})

test('the same key broadcasts once, and is refused for another text', async () => {
  const first = await json(['publish', '-', '--key', 'desk-1'], story)
  expect(await json(['publish', '-', '--key', 'desk-1'], story)).toEqual(first)
  expect(await run(['publish', '-', '--key', 'desk-1', '--note', 'other'], story)).toMatchObject({
    code: 1,
    err: /^refused \(key-reused\): key: /,
  })
})

test('a story that would not be in the product named is not sent', async () => {
  const head = (await json(['status'])).head.seq
  expect(await run(['publish', file, '--product', 'flash'])).toMatchObject({ code: 1, err: /product: .*general-en/ })
  expect(await run(['publish', file, '--product', 'none-such'])).toMatchObject({ code: 1, err: /there is no product/ })
  expect((await json(['status'])).head.seq).toBe(head)
  await published('--product', 'flash', '--priority', 'flash')
})

test.each([
  ['an empty text', ['publish', '-'], '', 1, /bad-input\): text: /],
  ['words of no language', ['publish', '-'], '1234\n\n5678', 1, /bad-input\): language: /],
  ['an unknown item', ['kill', 'dl:text:20261123:9', '--note', 'x'], '', 1, /no-such-item/],
  ['an id that is none', ['kill', 'nine', '--note', 'x'], '', 1, /bad-input\): id/],
  [
    'an embargo in the past',
    ['publish', '-', '--embargo', '2020-01-01T00:00:00Z'],
    story,
    1,
    /embargo-past\): embargo/,
  ],
  ['a priority that is none', ['publish', '-', '--priority', '9'], story, 2, /--priority/],
  ['a moment without a zone', ['publish', '-', '--embargo', '2030-01-01'], story, 2, /--embargo/],
  ['an update of nothing', ['publish', '-', '--signal', 'update'], story, 2, /needs --item/],
  [
    'a file that is not there',
    ['publish', '/no/such/file'],
    '',
    2,
    /\/no\/such\/file cannot be read: there is no such file/,
  ],
  ['a command that is none', ['pubish', '-'], '', 2, /publish/],
  ['an option that is none', ['status', '--loud'], '', 2, /--loud/],
  ['no command', [], '', 2, /Usage/],
])('%s is answered in words and with its exit code', async (_, argv, input, code, words) => {
  const answer = await run(argv, input)
  expect(answer).toMatchObject({ code, out: '' })
  expect(answer.err).toMatch(words)
})

test('with --json a refusal is an object too', async () => {
  const { code, err } = await run(['lift', 'dl:text:20261123:9', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(err)).toEqual({
    error: { code: 'no-such-item', message: 'there is no item dl:text:20261123:9', field: 'item' },
  })
})

test('a database that is not there ends with 3, wrong settings with 2', async () => {
  const nowhere = await runHere(['status'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/none' })
  expect(nowhere).toMatchObject({ code: 3, err: /^the database cannot be reached/ })
  const nobody = new URL(environment.DATABASE_URL ?? '')
  nobody.pathname = '/none_such'
  expect((await runHere(['status'], { DATABASE_URL: nobody.href })).code).toBe(3)
  expect(await runHere(['status'], { ...environment, PORT: 'high' })).toMatchObject({ code: 2, err: /PORT/ })
})

test('every command explains itself, and the program its exit codes', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  expect(out).toContain('3   the database could not be reached')
  const names = ['publish', 'correct', 'advise', 'withhold', 'kill', 'lift', 'tail', 'status', 'docs']
  const nested = ['subscriber add', 'subscriber list', 'licence set', 'licence end', 'key issue', 'key revoke']
  for (const name of [...names, ...nested, 'user add', 'staff add', 'product set']) {
    const help = await run([...name.split(' '), '--help'])
    expect({ name, code: help.code, err: help.err }).toEqual({ name, code: 0, err: '' })
    expect(help.out, name).toContain('--json')
  }
})

test('without a server it starts the embedded database itself, and beside one it uses that', async () => {
  const settings = { DATA_DIR: join(folder, 'data') }
  expect(JSON.parse((await spawnCommand(['status', '--json'], settings)).out)).toMatchObject({ database: 'embedded' })
  const server = await openDatabase(
    { dataDir: settings.DATA_DIR, databaseUrl: null, siteDatabaseUrl: null },
    createLog('silent'),
    'the server',
  )
  const beside = await spawnCommand(['status', '--json'], settings)
  await server.stop()
  expect(JSON.parse(beside.out)).toMatchObject({ database: 'beside', agency: { code: 'dl' } })
})
