import { join } from 'node:path'
import { createCatalogue } from '../../src/accounts/catalogue.ts'
import { createPeople } from '../../src/accounts/people.ts'
import { createDesk } from '../../src/desk/app.ts'
import type { DeskParts } from '../../src/desk/env.ts'
import type { Agency } from '../../src/formats/rendering.ts'
import type { Blobs } from '../../src/media/blobs.ts'
import { openWorkshop } from '../../src/media/make/open-workshop.ts'
import type { Workshop } from '../../src/media/make/workshop.ts'
import { createUploads } from '../../src/media/uploads/uploads.ts'
import type { Db } from '../../src/store/db.ts'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { createWeb } from '../../src/web/app.ts'
import { csrfToken } from '../../src/web/csrf.ts'
import { openWire } from '../../src/wire/open.ts'
import { createItemNumbers, type Publisher } from '../../src/wire/publish.ts'
import { type KitAccounts, kitPassword, seedAccounts } from './accounts.ts'
import { freshDatabase } from './database.ts'
import { agency } from './examples.ts'
import { freshBlobs } from './media.ts'

const settings = {
  publicUrl: 'http://127.0.0.1:8080',
  trustProxy: false,
  timeZone: 'Europe/Istanbul',
  agencyName: agency.name,
  agencyCode: agency.code,
  agencyDomain: agency.domain,
  agencyContact: agency.contact,
}

/** With which the kit seals credentials of sources. */
export const secretKey = Buffer.alloc(32, 7)

/** A form as it is posted; a field that comes several times is a list. */
export type Form = Readonly<Record<string, string | number | readonly string[]>>

/** Somebody at the desk, with their session. */
export interface Sitter {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** The page's HTML; throws where it is not there. */
  page(path: string): Promise<string>
  post(path: string, form?: Form): Promise<Response>
  /** A form with files. */
  postFiles(path: string, form: FormData): Promise<Response>
  readonly cookie: string
  /** The same without the form's token. */
  postBare(path: string, form?: Form): Promise<Response>
}

/** The desk over a database of its own, with the accounts of the kit. */
export interface StartedDesk {
  readonly app: ReturnType<typeof createWeb>
  readonly db: Db
  readonly accounts: KitAccounts
  readonly publisher: Publisher
  readonly blobs: Blobs
  readonly workshop: Workshop
  sit(role: 'writer' | 'editor' | 'admin' | 'nobody'): Promise<Sitter>
  /** Sets the time that the desk goes by. */
  setClock(at: Date | null): void
  /** Another process over the same database. */
  beside(): Promise<Pick<StartedDesk, 'app' | 'publisher'>>
  stop(): Promise<void>
}

export const startedDesk = async ({
  secondPerson = [],
}: Partial<Pick<DeskParts, 'secondPerson'>> = {}): Promise<StartedDesk> => {
  const database = await freshDatabase()
  const { db } = database
  const accounts = await seedAccounts(db)
  let fixed: Date | null = null
  const clock = () => fixed ?? new Date()
  const blobs = await freshBlobs()
  const workshop = openWorkshop()
  const mostBytes = 64 * 1_048_576
  const uploads = createUploads({ db, blobs, workshop, folder: join(blobs.folder, 'uploads'), mostBytes })
  const media = { blobs, workshop, uploads, mostBytes }
  const stops: (() => Promise<void>)[] = []
  const start = async () => {
    const made = await startProcess(db, clock, { media, secondPerson })
    stops.push(made.stop)
    return made
  }
  const first = await start()
  return {
    ...{ db, accounts, app: first.app, publisher: first.publisher, blobs, workshop },
    sit: role => sitAt(first.app, role),
    setClock: at => {
      fixed = at
    },
    beside: start,
    async stop() {
      for (const stop of stops) await stop()
      uploads.stop()
      await workshop.stop()
      await blobs.stop()
      await database.drop()
    },
  }
}

const startProcess = async (db: Db, clock: () => Date, more: Pick<DeskParts, 'media' | 'secondPerson'>) => {
  const onError = (error: unknown) => {
    throw error
  }
  const log = createLog('fatal')
  const metrics = createMetrics()
  const catalogue = await createCatalogue(db, { onError, clock })
  const wire = await openWire({ db, agency: agency satisfies Agency, clock, onError, metrics })
  const publicity = { priorities: [1, 2, 3, 4] as const, delayMinutes: 15 }
  const publisher: Publisher = {
    ...{ db, agency, clock, numbers: createItemNumbers() },
    rules: () => ({ products: catalogue.products(), publicity }),
  }
  const app = createWeb(settings, log, metrics)
  const people = createPeople(db, clock)
  const { fanout, books } = wire
  const parts = { db, people, publisher, fanout, catalogue, books, ...more }
  app.route('/desk', createDesk({ ...parts, secretKey: () => secretKey }))
  const stop = async () => {
    await wire.stop()
    await catalogue.stop()
  }
  return { app, publisher, stop }
}

/** Whatever answers requests to paths: a Hono app, or a server at an address. */
export interface Answering {
  request(path: string, init?: RequestInit): Response | Promise<Response>
}

/** Signs somebody in at a process of the desk. */
export const sitAt = async (
  app: Answering,
  role: 'writer' | 'editor' | 'admin' | 'nobody',
  password = kitPassword,
): Promise<Sitter> => sitter(app, role === 'nobody' ? null : await signIn(app, role, password))

const formBody = (form: Form): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) => [value].flat().map(each => [name, String(each)])),
  ).toString()

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

const signIn = async (app: Answering, role: string, password: string): Promise<string> => {
  const answer = await app.request('/desk/sign-in', {
    method: 'POST',
    headers: formHeaders,
    body: formBody({ email: `${role}@meridian.example`, password }),
  })
  const cookie = answer.headers.getSetCookie().find(each => each.startsWith('dateline_desk='))
  if (answer.status !== 303 || cookie === undefined) throw new Error(`signing in answered ${answer.status}`)
  return cookie.split(';', 1)[0]?.split('=')[1] ?? ''
}

const sitter = (app: Answering, session: string | null): Sitter => {
  const cookie = session === null ? 'dateline_language=en' : `dateline_desk=${session}; dateline_language=en`
  const get = async (path: string, headers = {}) =>
    app.request(path, { headers: { cookie, accept: 'text/html', ...headers } })
  const post = async (path: string, form: Form) =>
    app.request(path, { method: 'POST', headers: { ...formHeaders, cookie }, body: formBody(form) })
  return {
    get,
    async page(path) {
      const answer = await get(path)
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      return answer.text()
    },
    post: (path, form = {}) => post(path, session === null ? form : { csrf: csrfToken(session), ...form }),
    postFiles: async (path, form) => {
      const query = session === null ? '' : `?csrf=${csrfToken(session)}`
      return app.request(path + query, { method: 'POST', headers: { cookie, accept: 'text/html' }, body: form })
    },
    cookie,
    postBare: (path, form = {}) => post(path, form),
  }
}
