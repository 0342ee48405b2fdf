import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoFolder } from '../../src/ops/demo-incoming.ts'
import { type DemoRecord, readDemoRecord } from '../../src/ops/demo-record.ts'
import { sitAt } from '../kit/desk.ts'
import { freePort, ready, withDatabase } from '../proofs/server.ts'
import { killTree, start } from '../proofs/tree.ts'
import { makePlaces } from './places.ts'
import type { Places } from './screen.ts'

/** The demo agency, served by a process of its own from a folder that is gone afterwards. */
export interface ServedAgency {
  readonly url: string
  /** Of everybody, by e-mail address. */
  readonly passwords: Readonly<Record<string, string>>
  readonly places: Omit<Places, 'language'>
  stop(): Promise<void>
}

/** Starts it and waits until its news, its pictures and what comes in are there (10 to 60 s). @throws Error where they do not come */
export const serveDemo = async (): Promise<ServedAgency> => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-screens-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const environment = { DATA_DIR: dataDir, LOG_LEVEL: 'fatal', PORT: String(await freePort()) }
  const url = `http://127.0.0.1:${environment.PORT}`
  const server = start('src/main.ts', environment, () => {})
  const stop = async () => {
    await killTree(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await ready(url)
    writeFileSync(join(demoFolder(dataDir), 'torn.xml'), '<?xml version="1.0"?><nitf><head><title>Torn')
    const { passwords } = await completed(dataDir)
    const app = { request: (path: string, init?: RequestInit) => fetch(url + path, { ...init, redirect: 'manual' }) }
    const sit = (role: 'writer' | 'editor' | 'admin') => sitAt(app, role, passwords[`${role}@meridian.example`])
    const staff = { writer: await sit('writer'), editor: await sit('editor'), admin: await sit('admin') }
    const places = await withDatabase(environment, db => makePlaces(db, staff))
    return { url, passwords, places, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const completed = async (dataDir: string): Promise<DemoRecord> => {
  for (let tries = 0; tries < 1_200; tries++) {
    const record = readDemoRecord(dataDir)
    if (record?.hasMedia === true) return record
    await sleep(100)
  }
  throw new Error('the pictures of the demo did not come in two minutes')
}
