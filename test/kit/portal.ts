import { addSubscriber, addUser, setLicence } from '../../src/accounts/admin.ts'
import { createCatalogue } from '../../src/accounts/catalogue.ts'
import { createPeople } from '../../src/accounts/people.ts'
import type { ItemId, ItemType } from '../../src/domain/ids.ts'
import { createLinks } from '../../src/media/link.ts'
import { createBeginnings, servedOf } from '../../src/media/serving.ts'
import { createPortal } from '../../src/portal/app.ts'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { createWeb } from '../../src/web/app.ts'
import type { Sent } from '../../src/wire/broadcast.ts'
import { type FilingInput, parseFiling } from '../../src/wire/filing.ts'
import { openWire } from '../../src/wire/open.ts'
import { createItemNumbers, publish } from '../../src/wire/publish.ts'
import { createSearchIndex } from '../../src/wire/search-index.ts'
import { kitPassword, seedAccounts } from './accounts.ts'
import { freshDatabase } from './database.ts'
import { agency, content } from './examples.ts'
import { freshBlobs } from './media.ts'

export const origin = 'http://localhost:8080'

/** The portal of one process over a database of its own, with everything it needs and nothing else. */
export const startedPortal = async () => {
  const database = await freshDatabase()
  const { db } = database
  const accounts = await seedAccounts(db)
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  let offsetMs = 0
  const clock = () => new Date(Date.now() + offsetMs)
  const settings = {
    ...{ publicUrl: origin, trustProxy: false, timeZone: 'Europe/Istanbul', agencyName: agency.name },
    ...{ agencyCode: agency.code, agencyDomain: agency.domain, agencyContact: agency.contact },
  }
  const metrics = createMetrics()
  const catalogue = await createCatalogue(db, { onError, clock, pollMs: 100 })
  const people = createPeople(db, clock)
  const wire = await openWire({ db, agency, clock, onError, metrics })
  const search = await createSearchIndex({ db, onError })
  const lines: string[] = []
  const app = createWeb(settings, createLog('warn', { write: line => void lines.push(line) }), metrics)
  const { books, fanout, selections, documents: renderCache } = wire
  const blobs = await freshBlobs()
  const serving = { db, blobs, agency, beginnings: createBeginnings() }
  const links = createLinks(Buffer.alloc(32, 7), `${origin}/v1/media`)
  const media = {
    links,
    bindsAddress: false,
    served: (offered: Parameters<typeof servedOf>[1]) => servedOf(serving, offered),
  }
  const parts = { db, people, catalogue, books, fanout, selections, renderCache, clock, media }
  app.route('/portal', createPortal({ ...parts, dataMining: 'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING' }))
  const publisher = {
    ...{ db, agency, clock, numbers: createItemNumbers() },
    rules: () => ({
      products: catalogue.products(),
      publicity: { priorities: [1, 2, 3, 4] as const, delayMinutes: 0 },
    }),
  }

  /** Publishes, and waits until every reader of this process has it. */
  const file = async (
    filing: Partial<FilingInput> = {},
    item: ItemId | null = null,
    type: ItemType = 'text',
  ): Promise<Sent> => {
    const isBare = filing.signal === 'kill' || filing.signal === 'withhold' || filing.signal === 'release'
    const sent = await publish(publisher, {
      filing: parseFiling({ signal: 'new', content: isBare ? null : content(), by: 'A editor', ...filing }),
      ...{ item, expects: null, key: null, type },
    })
    wire.wake()
    await search.caughtUp(sent.seq)
    while (fanout.position < sent.seq) await new Promise(resolve => setTimeout(resolve, 2))
    return sent
  }

  /** Somebody of a new subscriber with this contract, signed in. */
  const reader = async (name: string, licence: Omit<Parameters<typeof setLicence>[1], 'subscriber'>) => {
    const act = { db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
    const email = `${name.toLowerCase()}@reader.example`
    const subscriber = await addSubscriber(act, { name, email })
    const contract = await setLicence(act, { ...licence, subscriber: subscriber.id })
    await addUser(act, {
      subscriber: subscriber.id,
      email,
      name: `${name} reader`,
      role: 'master',
      password: kitPassword,
    })
    await catalogue.refresh()
    /** Changes the contract; open pages and other processes follow by themselves. */
    const change = (terms: Partial<Parameters<typeof setLicence>[1]>) =>
      setLicence({ ...act, now: clock() }, { ...terms, id: contract.id, subscriber: subscriber.id })
    return { ...(await signIn(email)), subscriber, contract, change }
  }

  const signIn = async (email: string) => {
    const answer = await app.request('/portal/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ email, password: kitPassword }),
      headers: { origin },
    })
    const cookie = answer.headers
      .getSetCookie()
      .map(each => each.split(';', 1)[0])
      .join('; ')
    const get = (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers: { cookie, accept: 'text/html', ...headers } })
    return { cookie, email, get, html: async (path: string) => (await get(path)).text() }
  }

  return {
    ...{ app, db, blobs, links, accounts, catalogue, people, wire, errors, lines, file, reader, signIn, clock },
    /** Moves the time that everything but the database goes by. */
    setOffset: (ms: number) => {
      offsetMs = ms
    },
    async stop() {
      await search.stop()
      await wire.stop()
      await catalogue.stop()
      await blobs.stop()
      await database.drop()
    },
  }
}

export type StartedPortal = Awaited<ReturnType<typeof startedPortal>>
export type Reader = Awaited<ReturnType<StartedPortal['reader']>>
