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

/** The server of this run, the migrated database to clone, and the password of the login `dateline_site`. */
export type TestServer = { address: DatabaseAddress; template: string; sitePassword: string }

/** Before all tests: one PostgreSQL with a migrated template. TEST_DATABASE_URL names a server (15 or later, as superuser) to use instead. */
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
  const sitePassword = 'only-in-tests'
  const admin = connect(address, { max: 1 })
  await admin.unsafe(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'dateline_site') then create role dateline_site; end if;
    end $$;
    alter role dateline_site login password '${sitePassword}';
  `)
  await admin`drop database if exists ${admin(template)}`
  await admin`create database ${admin(template)} template template0 encoding 'UTF8' locale 'C'`
  await admin.end()
  const db = connect(inDatabase(address, template), { max: 1 })
  await migrate(db)
  await db.end()
  return { address, template, sitePassword }
}

const dropTemplate = async (address: DatabaseAddress, template: string): Promise<void> => {
  const admin = connect(address, { max: 1 })
  await admin`drop database if exists ${admin(template)} with (force)`
  await admin.end()
}

/** The same server, another database. */
export const inDatabase = (address: DatabaseAddress, database: string): DatabaseAddress => {
  if (address.kind === 'socket') return { ...address, database }
  const url = new URL(address.url)
  url.pathname = `/${database}`
  return { kind: 'url', url: url.href }
}
