import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { addSubscriber, issueKey, setLicence, setProduct } from '../src/accounts/admin.ts'
import { createCatalogue } from '../src/accounts/catalogue.ts'
import { readSettings } from '../src/config.ts'
import { connect, type Db } from '../src/store/db.ts'
import { openDatabase } from '../src/store/open.ts'
import { createLog } from '../src/telemetry.ts'
import { createItemNumbers, type Publisher } from '../src/wire/publish.ts'
import { freePort } from './ports.ts'

/** `npm start` in a process of its own. */
export interface Served {
  readonly port: number
  readonly pid: number
  /** From the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: number
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const readyWithinMs = 120_000

/** @param settings beside PORT and DATA_DIR; of this process's own environment PATH, HOME and NODE_OPTIONS (for profilers) are passed on */
export const serve = async (dataDir: string, settings: Record<string, string> = {}): Promise<Served> => {
  const port = await freePort()
  const { PATH = '', HOME = '', NODE_OPTIONS = '' } = process.env
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { PATH, HOME, NODE_OPTIONS, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'close')
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      answer => answer.ok,
      () => false,
    )
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - began > readyWithinMs) {
      child.kill()
      throw new Error(`the server did not get ready\n${said}`)
    }
    await sleep(5)
  }
  return {
    port,
    pid: child.pid ?? 0,
    readyMs: performance.now() - began,
    async stop() {
      child.kill('SIGTERM')
      await ended
      if (said !== '') throw new Error(`the server logged ${said.length} characters: ${said.slice(0, 1_000)}`)
    },
  }
}

/** A served agency with subscribers, and a publisher beside it in this process, as the command line is one. */
export interface Agency {
  readonly server: Served
  readonly db: Db
  readonly publisher: Publisher
  /** `Authorization` of subscribers who get every story of the bench, and of one who gets none. */
  readonly keys: { readonly all: readonly string[]; readonly none: string }
  stop(): Promise<void>
}

export const serveAgency = async (folder: string, subscribers: number): Promise<Agency> => {
  const dataDir = join(folder, 'data')
  const server = await serve(dataDir, { DEMO: '0' })
  const log = createLog('warn')
  const settings = readSettings({ DATA_DIR: dataDir, DEMO: '0' })
  const database = await openDatabase({ ...settings, allowBeside: true }, log, 'the bench')
  const db = connect(database.owner, { max: 20, name: 'dateline bench' })
  const keys = await seed(db, subscribers)
  const catalogue = await createCatalogue(db, { onError: error => log.error({ error }, 'the catalogue') })
  const publicity = { priorities: settings.publicPriorities, delayMinutes: settings.publicDelayMinutes }
  return {
    server,
    db,
    keys,
    publisher: {
      db,
      agency: { code: settings.agencyCode, domain: settings.agencyDomain },
      rules: () => ({ products: catalogue.products(), publicity }),
      clock: () => new Date(),
      numbers: createItemNumbers(),
    },
    async stop() {
      await catalogue.stop()
      await db.end({ timeout: 5 })
      await database.stop()
      await server.stop()
    },
  }
}

const seed = async (db: Db, count: number): Promise<Agency['keys']> => {
  const act = { db, by: 'bench', now: new Date() }
  const product = (code: string, language: 'en' | 'tr') =>
    setProduct(act, { code, names: { en: code, tr: code, ar: code }, rule: { languages: [language] } })
  const english = await product('general-en', 'en')
  const turkish = await product('general-tr', 'tr')
  const key = async (name: string, products: number[]) => {
    const { id } = await addSubscriber(act, { name, email: `desk@${name.toLowerCase()}.example` })
    await setLicence(act, { subscriber: id, products })
    return `Bearer ${(await issueKey(act, { subscriber: id, name })).token}`
  }
  const none = await key('Lantern', [turkish.id])
  const all: string[] = []
  for (let n = 1; n <= count; n++) all.push(await key(`Courier${n}`, [english.id, turkish.id]))
  return { all, none }
}
