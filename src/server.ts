import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { createAuthenticator } from './accounts/api-user.ts'
import { type Catalogue, createCatalogue } from './accounts/catalogue.ts'
import { createPeople } from './accounts/people.ts'
import { secretKeyOf } from './accounts/secret-key.ts'
import { createApi } from './channels/api/api.ts'
import { createDocs } from './channels/api/docs/docs.tsx'
import { createProblems } from './channels/api/docs/problems.tsx'
import { createHas } from './channels/has/has.ts'
import { readTables } from './channels/has/tables.ts'
import { createMediaChannel } from './channels/media/media.ts'
import { createStream } from './channels/stream/stream.ts'
import type { Settings } from './config.ts'
import { createDesk } from './desk/app.ts'
import { createIntakeApi } from './intake/http.ts'
import { startMailbox } from './intake/mailbox.ts'
import { startIntake } from './intake/runner.ts'
import { createUploadApi } from './intake/uploads.ts'
import { enquiryMail } from './jobs/enquiry-mail.ts'
import { runJobs, wireJobs } from './jobs/jobs.ts'
import { mediaJobs } from './jobs/media-sweep.ts'
import { revocationMail } from './jobs/revocation-mail.ts'
import { createMailer } from './mail/mailer.ts'
import { type Media, mediaUrlOf, openMedia } from './media/open.ts'
import { startPreparing } from './media/prepare.ts'
import { createHealth } from './ops/health.ts'
import { createPortal } from './portal/app.ts'
import { createSite } from './site/app.ts'
import { ensureAgency } from './store/agency.ts'
import { connect, type DatabaseAddress, type Db } from './store/db.ts'
import { SetupError } from './store/setup-error.ts'
import { createMetrics, type Log } from './telemetry.ts'
import { createWeb } from './web/app.ts'
import type { WebEnv } from './web/env.ts'
import { answerRaw, type RawHandler } from './web/raw.ts'
import { openWire } from './wire/open.ts'
import { createItemNumbers, type Publisher } from './wire/publish.ts'
import { createSearchIndex } from './wire/search-index.ts'

/** A running Dateline: one process with the roles of its settings. */
export interface Dateline {
  readonly server: Server
  /** Its pages, with the table of their routes. */
  readonly web: Hono<WebEnv>
  readonly publisher: Publisher
  readonly media: Media
  readonly catalogue: Catalogue
  /** Drains and closes; the database itself is left to whoever opened it. */
  stop(): Promise<void>
}

interface StartOptions {
  readonly log: Log
  readonly clock?: () => Date
  /** Done before requests are answered. */
  readonly prepare?: (parts: { db: Db; publisher: Publisher; refresh: () => Promise<void> }) => Promise<void>
}

/** Wires everything over a migrated database. @param databases as the owner, and as the public site's own login */
export const startDateline = async (
  settings: Settings,
  databases: { owner: DatabaseAddress; site: DatabaseAddress | null },
  { log, clock = () => new Date(), prepare }: StartOptions,
): Promise<Dateline> => {
  const { server, answerWith } = await openPort(settings)
  const has = (role: Settings['roles'][number]) => settings.roles.includes(role)
  const onError = (error: unknown) => log.error({ error }, 'something failed in the background')
  const hasTables = has('has') ? await readTables(settings.hasTables) : null
  const db = connect(databases.owner, { max: 20, name: 'dateline' })
  const { agencyCode: code, agencyName: name, agencyDomain: domain, agencyContact: contact } = settings
  const agency = await ensureAgency(db, { code, name, domain, contact })
  const metrics = createMetrics()
  const catalogue = await createCatalogue(db, { onError, clock })
  const authenticator = createAuthenticator(db, catalogue, clock)
  const people = createPeople(db, clock)
  const sender = { ...agency, mediaUrl: mediaUrlOf(settings), dataMining: settings.dataMining }
  const wire = await openWire({ db, agency: sender, clock, onError, metrics })
  const media = await openMedia({ db, agency: sender, settings, secretKey: secretKeyOf(settings, { make: true }) })
  const preparing = has('jobs') ? await startPreparing({ ...media, agencyName: name, log, metrics }) : null
  const publicity = { priorities: settings.publicPriorities, delayMinutes: settings.publicDelayMinutes }
  const publisher: Publisher = {
    db,
    agency,
    clock,
    numbers: createItemNumbers(),
    rules: () => ({ products: catalogue.products(), publicity }),
  }

  await prepare?.({ db, publisher, refresh: () => catalogue.refresh() })

  const web = createWeb(settings, log, metrics)
  let isStopping = false
  web.route('/', createHealth({ db, fanout: wire.fanout, metrics, isStopping: () => isStopping }))
  web.route('/problems', createProblems())
  const intake = has('intake') ? await startIntake({ db, publisher, media, settings, log, metrics, clock }) : null
  if (intake !== null) {
    web.route('/v1/intake', createIntakeApi({ db, intake, clock }))
    web.route('/v1/uploads', createUploadApi({ db, uploads: media.uploads, clock }))
  }
  const mailbox = intake === null ? null : await startMailbox({ db, intake, settings, log })
  if (has('api')) {
    const api = createApi({ wire, catalogue, authenticator, version: '1' })
    web.route('/v1', api)
    web.route('/docs', createDocs({ api, settings }))
  }
  const siteDb = has('site') ? siteDatabase(databases.site) : null
  if (siteDb !== null) web.route('/', createSite({ db: siteDb, settings, clock }))
  if (has('desk')) {
    const { fanout, books } = wire
    web.route(
      '/desk',
      createDesk({
        db,
        people,
        publisher,
        fanout,
        catalogue,
        books,
        media,
        secretKey: () => secretKeyOf(settings, { make: true }),
        secondPerson: settings.secondPerson,
      }),
    )
  }
  if (has('portal')) {
    const { fanout, books, selections, documents: renderCache } = wire
    const { dataMining } = settings
    web.route(
      '/portal',
      createPortal({ db, people, catalogue, fanout, books, selections, renderCache, clock, media, dataMining }),
    )
  }
  const searchIndex = has('jobs') ? await createSearchIndex({ db, onError }) : null
  const hasChannel =
    hasTables === null
      ? null
      : createHas({ wire, catalogue, media, authenticator, settings, tables: hasTables, log, metrics })
  const stream = has('stream')
    ? createStream({ wire, catalogue, authenticator, backlogBytes: settings.streamBacklogBytes, log, metrics })
    : null
  const files =
    has('api') || has('has') || has('stream')
      ? createMediaChannel({ wire, catalogue, authenticator, media, metrics })
      : null
  const mailer = settings.smtpUrl === null ? null : createMailer(settings.smtpUrl, settings.mailFrom)
  const { publicUrl } = settings
  const mail =
    mailer === null
      ? []
      : [
          enquiryMail(db, mailer, { contact, publicUrl, clock }),
          revocationMail(db, mailer, { agencyName: name, agencyContact: contact, clock }),
        ]
  const jobs = [...wireJobs(publisher, log), ...mediaJobs({ db, media, log, clock }), ...mail]
  const stopJobs = has('jobs') ? runJobs(db, jobs, log) : async () => {}

  const pages = getRequestListener(web.fetch)
  const raw = (path: string): RawHandler | null => {
    if (stream !== null && path === '/v1/stream') return stream.handle
    if (files !== null && path.startsWith('/v1/media/')) return files.handle
    if (hasChannel !== null && (path === '/abone' || path.startsWith('/abone/'))) return hasChannel.handle
    return null
  }
  answerWith((request, response) => {
    const handler = raw((request.url ?? '/').split('?', 1)[0] ?? '/')
    if (handler === null) return void pages(request, response)
    void answerRaw(handler, request, response, { log, trustProxy: settings.trustProxy })
  })

  return {
    server,
    web,
    publisher,
    media,
    catalogue,
    async stop() {
      isStopping = true
      const closed = new Promise(resolve => server.close(resolve))
      await stream?.stop()
      await stopJobs()
      await mailbox?.stop()
      await intake?.stop()
      server.closeIdleConnections()
      // Open pages and long polls get a moment to end by themselves.
      const impatience = setTimeout(() => server.closeAllConnections(), 1_000)
      mailer?.close()
      await closed
      clearTimeout(impatience)
      await searchIndex?.stop()
      await wire.stop()
      await authenticator.stop()
      await catalogue.stop()
      await preparing?.stop()
      await media.stop()
      await Promise.all([db.end({ timeout: 5 }), siteDb?.end({ timeout: 5 })])
    },
  }
}

/** Large files come in for long; headers have a minute all the same (Node's headersTimeout). */
const longestBodyMs = 3 * 3_600_000

/** Takes the port before anything else is begun; until there is something to answer with, requests are asked to come back. */
const openPort = async ({ port, host }: Settings) => {
  let answer: RequestListener = (_, response) => {
    response
      .writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1', 'Cache-Control': 'no-store' })
      .end('starting\n')
  }
  const server = createServer({ requestTimeout: longestBodyMs }, (request, response) => answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch(error => {
    throw new SetupError(`PORT ${port} on ${host} cannot be opened: ${error instanceof Error ? error.message : error}`)
  })
  const answerWith = (listener: RequestListener) => {
    answer = listener
  }
  return { server, answerWith }
}

const siteDatabase = (address: DatabaseAddress | null) => {
  if (address === null) {
    throw new SetupError(
      'The role "site" needs SITE_DATABASE_URL: the public website reads with a login of its own, which may see no text.',
    )
  }
  return connect(address, { max: 5, name: 'dateline site' })
}
