import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { connect } from './db.ts'
import { migrate } from './migrate.ts'
import { SetupError } from './setup-error.ts'

let database: TestDatabase
let directory: string

beforeEach(async () => {
  database = await freshDatabase()
  // The clone carries our own migrations; these tests bring theirs.
  await database.db`drop table if exists migration`
  directory = mkdtempSync(join(tmpdir(), 'dateline-migrations-'))
  file('001_paper.sql', 'create table paper (id int); insert into paper values (1);')
  file('002_ink.sql', 'alter table paper add column ink text;')
})

afterEach(async () => {
  await database.drop()
  rmSync(directory, { recursive: true })
})

const file = (name: string, text: string) => writeFileSync(join(directory, name), text)
const run = () => migrate(database.db, directory)

test('files run once, in the order of their numbers', async () => {
  file('10_pen.sql', "insert into paper values (2, 'blue');")
  expect(await run()).toEqual([1, 2, 10])
  expect(await run()).toEqual([])
  expect(await database.db`select id, ink from paper order by id`).toEqual([
    { id: 1, ink: null },
    { id: 2, ink: 'blue' },
  ])
})

test('a file that fails leaves nothing of itself and keeps those before it', async () => {
  file('003_broken.sql', 'create table half (id int); select no_such_function();')
  await expect(run()).rejects.toThrow('no_such_function')
  const [row] = await database.db`select to_regclass('half') as half, (select count(*) from migration) as applied`
  expect(row).toEqual({ half: null, applied: 2 })
})

test('two processes that start at once apply each file once', async () => {
  const others = Array.from({ length: 4 }, () => connect(database.address, { max: 1 }))
  const ran = await Promise.all(others.map(db => migrate(db, directory)))
  await Promise.all(others.map(db => db.end()))
  expect(ran.flat().sort()).toEqual([1, 2])
})

test('a file changed after it ran is refused by name', async () => {
  await run()
  file('002_ink.sql', 'alter table paper add column pencil text;')
  await expect(run()).rejects.toThrow(SetupError)
  await expect(run()).rejects.toThrow('The file of migration 2 (ink) has changed since it ran')
})

test('line ends of another system are not a change', async () => {
  file('003_lines.sql', 'select 1;\nselect 2;\n')
  await run()
  file('003_lines.sql', 'select 1;\r\nselect 2;\r\n')
  expect(await run()).toEqual([])
})

test('a database newer than the code is refused', async () => {
  file('003_future.sql', 'create table future (id int);')
  await run()
  rmSync(join(directory, '003_future.sql'))
  await expect(run()).rejects.toThrow('migration 3 (future), which this Dateline does not know')
})

test('two files with one number, and a file without a number, are refused', async () => {
  file('2_again.sql', 'select 1;')
  await expect(run()).rejects.toThrow('Two migrations have the number 2.')
  rmSync(join(directory, '2_again.sql'))
  file('notes.sql', 'select 1;')
  await expect(run()).rejects.toThrow('not notes.sql')
})
