import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type DatabaseAddress, type Db } from '../../src/store/db.ts'
import { inDatabase } from './global.ts'

/** A database of one's own, migrated and empty. */
export type TestDatabase = {
  /** A pool as the owner. */
  db: Db
  /** The owner's address, for a process or pool of one's own. */
  address: DatabaseAddress
  /** The same database as the login `dateline_site`. */
  siteAddress: DatabaseAddress
  /** Ends `db` and removes the database, whoever is still connected. */
  drop(): Promise<void>
}

/** Clones the template of this run, in about 20 ms; drop it in `afterAll` or `afterEach`. */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const { address: server, template, password } = inject('testServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect(server, { max: 1 })
  // Copying files is quicker than logging every page, as long as nothing is synced to disk.
  const strategy = server.kind === 'socket' ? 'file_copy' : 'wal_log'
  await admin.unsafe(`create database ${name} template ${template} owner dateline_test strategy ${strategy}`)
  await admin.end()
  const address = inDatabase(server, name, { name: 'dateline_test', password })
  const siteAddress = inDatabase(server, name, { name: 'dateline_site', password })
  const db = connect(address, { name })
  const drop = async () => {
    await db.end({ timeout: 5 })
    const last = connect(server, { max: 1 })
    await last.unsafe(`drop database ${name} with (force)`)
    await last.end()
  }
  return { db, address, siteAddress, drop }
}
