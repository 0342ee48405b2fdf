import { createServer } from 'node:http'
import { type AddressInfo, connect as dial } from 'node:net'
import { join } from 'node:path'
import type { Acting } from '../../src/accounts/acting.ts'
import { addSubscriber, issueKey, setLicence, setProduct } from '../../src/accounts/admin.ts'
import { createAuthenticator } from '../../src/accounts/api-user.ts'
import { createCatalogue } from '../../src/accounts/catalogue.ts'
import { createHas, type HasSettings } from '../../src/channels/has/has.ts'
import type { Tables } from '../../src/channels/has/tables.ts'
import { createMediaChannel } from '../../src/channels/media/media.ts'
import { readSettings } from '../../src/config.ts'
import type { ItemId, ItemType } from '../../src/domain/ids.ts'
import { mediaUrlOf, openMedia } from '../../src/media/open.ts'
import { ensureAgency } from '../../src/store/agency.ts'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { answerRaw, type RawHandler } from '../../src/web/raw.ts'
import type { Sent } from '../../src/wire/broadcast.ts'
import { type FilingInput, parseFiling } from '../../src/wire/filing.ts'
import { openWire } from '../../src/wire/open.ts'
import { createItemNumbers, publish } from '../../src/wire/publish.ts'
import { createSearchIndex } from '../../src/wire/search-index.ts'
import { seedAccounts } from './accounts.ts'
import { freshDatabase } from './database.ts'
import { agency, content } from './examples.ts'
import { freshBlobs, mediaOf, readyPicture } from './media.ts'

/** An answer as it came over the wire, byte for byte. */
export interface RawAnswer {
  readonly status: number
  /** Status line and headers as they were sent. */
  readonly head: string
  readonly body: string
  readonly bytes: Buffer
  /** The value of a header looked up in this very case. */
  header(name: string): string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: what a loosely typed client would read
  json(): any
}

export interface Asking {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  /** `id:secret`; null: no credentials. */
  readonly as?: string | null
}

type Terms = Omit<Parameters<typeof setLicence>[1], 'subscriber'>

/** When the kit's time begins: after any real clock, since the wire never goes back behind the database's. */
export const noon = Date.parse('2041-03-05T12:00:00Z')

/** HAS on a free port over a database of its own, with the kit's accounts; time stands still until it is moved. */
export const startedHas = async (changed: Partial<HasSettings> & { tables?: Tables } = {}) => {
  const database = await freshDatabase()
  const { db } = database
  const accounts = await seedAccounts(db)
  const stored = await ensureAgency(db, agency)
  let now = new Date(noon)
  const clock = () => now
  const logged: string[] = []
  const log = createLog('error', { write: line => void logged.push(line) })
  const onError = (error: unknown) => log.error({ error }, 'in the background')
  const metrics = createMetrics()
  const catalogue = await createCatalogue(db, { onError, clock })
  const authenticator = createAuthenticator(db, catalogue, clock)
  let handle: RawHandler = async () => {}
  const server = createServer((request, response) => {
    void answerRaw((...call) => handle(...call), request, response, { log, trustProxy: false })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const files = await freshBlobs()
  const mediaSettings = readSettings({ BLOBS: join(files.folder, 'blobs'), PUBLIC_URL: `http://127.0.0.1:${port}` })
  const sender = { ...stored, mediaUrl: mediaUrlOf(mediaSettings) }
  const media = await openMedia({ db, agency: sender, settings: mediaSettings, secretKey: null })
  const wire = await openWire({ db, agency: sender, clock, onError, metrics })
  const index = await createSearchIndex({ db, onError })
  const rules = () => ({
    products: catalogue.products(),
    publicity: { priorities: [1, 2, 3, 4] as const, delayMinutes: 0 },
  })
  const publisher = { db, agency: stored, clock, numbers: createItemNumbers(), rules }
  const settings = { legacyStatus200: false, hasStrictRate: false, agencyName: agency.name, ...changed }
  const has = createHas({ wire, catalogue, media, authenticator, settings, log, metrics, tables: changed.tables })
  const links = createMediaChannel({ wire, catalogue, authenticator, media, metrics })
  handle = (request, response, context) =>
    (context.url.pathname.startsWith('/v1/media/') ? links : has).handle(request, response, context)
  const act: Acting = { db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }

  /** Moves time, of the wire too: what is sent next is sent then. */
  const moveTo = async (moment: number) => {
    now = new Date(moment)
    await db`update wire_head set at = ${now}`
  }
  await moveTo(noon)
  const courier = `${accounts.courier.key.credential.id}:${accounts.courier.key.secret}`
  return {
    ...{ db, port, server, accounts, catalogue, metrics, wire, media, logged, act, moveTo, courier },
    url: `http://127.0.0.1:${port}/abone`,
    lantern: `${accounts.lantern.key.credential.id}:${accounts.lantern.key.secret}`,
    now: () => now.getTime(),
    /** Adds a subscriber under a contract, with a key. */
    async join(name: string, terms: Terms | null) {
      const { id } = await addSubscriber(act, { name, email: 'desk@reader.example' })
      const { credential, secret } = await issueKey(act, { subscriber: id, name })
      const licence = terms === null ? null : await setLicence(act, { ...terms, subscriber: id })
      await catalogue.refresh()
      return { id, licence, credential, as: `${credential.id}:${secret}` }
    },
    async file(filing: Partial<FilingInput> = {}, item: ItemId | null = null, type: ItemType = 'text'): Promise<Sent> {
      const isBare = ['kill', 'withhold', 'advisory', 'release'].includes(filing.signal ?? 'new')
      const whole = { signal: 'new' as const, content: isBare ? null : content(), by: 'A editor', ...filing }
      return publish(publisher, { filing: parseFiling(whole), item, type, expects: null, key: null })
    },
    /** Adds a product, for contracts of `join`. */
    async product(code: string, rule: Parameters<typeof setProduct>[1]['rule']): Promise<number> {
      const { id } = await setProduct(act, { code, names: { en: code, tr: code, ar: code }, rule })
      await catalogue.refresh()
      return id
    },
    /** Sends a picture in the usual sizes; of another colour its files are others. */
    async picture(filing: Partial<FilingInput> = {}, colour = 40): Promise<Sent> {
      const files = mediaOf(await readyPicture(db, media.blobs, colour))
      return this.file({ ...filing, content: { ...content(), ...files, ...filing.content } }, null, 'picture')
    },
    indexed: (seq: number) => index.caughtUp(seq),
    /** One request over a socket of its own. */
    ask: (path: string, asking: Asking = {}) => ask(port, path, { as: courier, ...asking }),
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await index.stop()
      await wire.stop()
      await authenticator.stop()
      await catalogue.stop()
      await media.stop()
      await files.stop()
      await database.drop()
    },
  }
}

export type StartedHas = Awaited<ReturnType<typeof startedHas>>

const ask = async (port: number, path: string, { method = 'GET', headers = {}, body = '', as }: Asking) => {
  const lines = Object.entries({
    Host: '127.0.0.1',
    Connection: 'close',
    ...(as == null ? {} : { Authorization: `Basic ${Buffer.from(as).toString('base64')}` }),
    ...(method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return sendRaw(
    port,
    Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), Buffer.from(body)]),
  )
}

/** Writes bytes to a port and reads until the other side closes. */
export const sendRaw = (port: number, bytes: Buffer): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = dial(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', chunk => chunks.push(chunk))
    socket.once('error', reject)
    socket.once('close', () => {
      const whole = Buffer.concat(chunks)
      const end = whole.indexOf('\r\n\r\n')
      const head = whole.subarray(0, end + 2).toString('utf8')
      const bytes = whole.subarray(end + 4)
      const body = bytes.toString('utf8')
      const status = Number(head.split(' ')[1])
      const header = (name: string) =>
        head
          .split('\r\n')
          .find(line => line.startsWith(`${name}: `))
          ?.slice(name.length + 2)
      resolve({ status, head, body, bytes, header, json: () => JSON.parse(body) })
    })
  })
