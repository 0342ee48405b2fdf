import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { connect, type DatabaseAddress } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { startTestServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/** The server of this run as its superuser, the migrated database to clone, and the password of the logins `dateline_test` and `dateline_site`. */
export type TestServer = { address: DatabaseAddress; template: string; password: string }

/** Before all tests: one PostgreSQL with a migrated template. TEST_DATABASE_URL names a server for tests alone (15 or later, as superuser) to use instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  const server = url
    ? { address: { kind: 'url', url } as const, stop: async () => {} }
    : await startTestServer(existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'INT'] : [])
  const template = `dateline_template_${process.pid}`
  try {
    project.provide('testServer', await makeTemplate(server.address, template))
  } catch (error) {
    await server.stop()
    throw error
  }
  return async () => {
    if (url) await dropTemplate(server.address, template)
    await server.stop()
  }
}

const makeTemplate = async (address: DatabaseAddress, template: string): Promise<TestServer> => {
  const password = 'only-in-tests'
  const admin = connect(address, { max: 1 })
  for (const role of ['dateline_test', 'dateline_site']) {
    const [found] = await admin`select from pg_roles where rolname = ${role}`
    await admin.unsafe(`${found ? 'alter' : 'create'} role ${role} login password '${password}'`)
  }
  await admin`drop database if exists ${admin(template)}`
  // Ours has the locale that initdb gave it; another server's may be any.
  const locale = address.kind === 'url' ? "locale 'C.UTF-8'" : ''
  await admin.unsafe(`create database ${template} owner dateline_test template template0 encoding 'UTF8' ${locale}`)
  await admin.end()
  const db = connect(inDatabase(address, template, { name: 'dateline_test', password }), { max: 1 })
  await migrate(db)
  await db.end()
  return { address, template, password }
}

const dropTemplate = async (address: DatabaseAddress, template: string): Promise<void> => {
  const admin = connect(address, { max: 1 })
  await admin`drop database if exists ${admin(template)} with (force)`
  await admin.end()
}

/** The same server, another database and login. */
export const inDatabase = (
  address: DatabaseAddress,
  database: string,
  login: { name: string; password: string },
): DatabaseAddress => {
  if (address.kind === 'socket') return { ...address, database, user: login.name, password: login.password }
  const url = new URL(address.url)
  url.pathname = `/${database}`
  url.username = login.name
  url.password = login.password
  return { kind: 'url', url: url.href }
}
