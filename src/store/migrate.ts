import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db } from './db.ts'
import { SetupError } from './setup-error.ts'
import { inTransaction } from './transaction.ts'

type Migration = { number: number; name: string; digest: string; text: string }
type Applied = { number: number; name: string; digest: string }

const ownDirectory = fileURLToPath(new URL('./migrations', import.meta.url))

/** Any number of our own: everything that migrates one database takes this advisory lock. */
const lock = 4_801_963_217

/**
 * Brings the schema up to date with `migrations/NNN_name.sql`, each file in a transaction of its own; one query when there is nothing to do.
 * Safe when several processes start at once.
 * @returns the numbers applied now
 * @throws SetupError when an applied file has changed or is unknown here (the database is newer than this code)
 */
export const migrate = async (db: Db, directory: string = ownDirectory): Promise<number[]> => {
  const migrations = await readMigrations(directory)
  const done = await appliedMigrations(db)
  refuseOtherHistory(migrations, done)
  const known = new Set(done.map(applied => applied.number))
  const ran: number[] = []
  for (const migration of migrations.filter(({ number }) => !known.has(number))) {
    if (await apply(db, migration, migrations)) ran.push(migration.number)
  }
  return ran
}

const readMigrations = async (directory: string): Promise<Migration[]> => {
  const files = (await readdir(directory)).filter(file => file.endsWith('.sql'))
  const migrations = await Promise.all(files.map(file => readMigration(directory, file)))
  migrations.sort((a, b) => a.number - b.number)
  migrations.forEach((migration, index) => {
    if (migrations[index + 1]?.number === migration.number)
      throw new SetupError(`Two migrations have the number ${migration.number}.`)
  })
  return migrations
}

const readMigration = async (directory: string, file: string): Promise<Migration> => {
  const parts = /^(\d+)_([\w-]+)\.sql$/.exec(file)
  if (!parts) throw new SetupError(`A migration is called NNN_name.sql, not ${file}.`)
  // A checkout on Windows may have other line ends; that is not another migration.
  const text = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n')
  const digest = createHash('sha256').update(text).digest('hex')
  return { number: Number(parts[1]), name: String(parts[2]), digest, text }
}

const appliedMigrations = async (db: Db): Promise<Applied[]> => {
  try {
    return await db<Applied[]>`select number, name, digest from migration order by number`
  } catch (error) {
    if (isUndefinedTable(error)) return []
    throw error
  }
}

const refuseOtherHistory = (migrations: Migration[], done: Applied[]): void => {
  const byNumber = new Map(migrations.map(migration => [migration.number, migration]))
  for (const applied of done) {
    const ours = byNumber.get(applied.number)
    const title = `migration ${applied.number} (${applied.name})`
    if (!ours)
      throw new SetupError(`The database has ${title}, which this Dateline does not know: start a newer Dateline.`)
    if (ours.digest !== applied.digest)
      throw new SetupError(`The file of ${title} has changed since it ran; a change needs a new migration.`)
  }
}

/** @returns false where another process was quicker */
const apply = async (db: Db, migration: Migration, all: Migration[]): Promise<boolean> =>
  await inTransaction(db, async transaction => {
    await transaction`select pg_advisory_xact_lock(${lock})`
    await transaction`create table if not exists migration (
      number int primary key, name text not null, digest text not null, at timestamptz not null default clock_timestamp())`
    const done = await transaction<Applied[]>`select number, name, digest from migration order by number`
    refuseOtherHistory(all, done)
    if (done.some(({ number }) => number === migration.number)) return false
    await transaction.unsafe(migration.text).simple()
    const { number, name, digest } = migration
    await transaction`insert into migration (number, name, digest) values (${number}, ${name}, ${digest})`
    return true
  })

const isUndefinedTable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42P01'
