import { existsSync } from 'node:fs'
import { readSettings, type Settings, SettingsError } from './config.ts'
import type { DemoSignIns } from './ops/demo.ts'
import type { Dateline } from './server.ts'
import { accountSnapshot } from './store/account-snapshot.ts'
import { connect } from './store/db.ts'
import { migrate } from './store/migrate.ts'
import { type OpenDatabase, openDatabase } from './store/open.ts'
import { SetupError } from './store/setup-error.ts'
import { asSetupError } from './store/unreachable.ts'
import { createLog, type Log } from './telemetry.ts'

/** `npm start`: the database starts, in processes of its own, while the rest of the program is loaded here. */
const run = async (): Promise<void> => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = readSettings(process.env)
  const log = createLog(settings.logLevel)
  const program = Promise.all([import('./server.ts'), import('./ops/demo.ts'), import('./ops/welcome.ts')])
  const database = await openDatabase(settings, log, 'the server')
  await serve({ settings, log, database, program }).catch(async error => {
    await database.stop()
    throw error
  })
}

/** One Ctrl-C arrives twice: from the terminal, and from npm, which passes it on. */
const sameKeyMs = 500

interface Parts {
  readonly settings: Settings
  readonly log: Log
  readonly database: OpenDatabase
  readonly program: Promise<
    [typeof import('./server.ts'), typeof import('./ops/demo.ts'), typeof import('./ops/welcome.ts')]
  >
}

const serve = async ({ settings, log, database, program }: Parts): Promise<void> => {
  const owner = connect(database.owner, { max: 1, name: 'dateline start' })
  await migrate(owner)
    .catch(error => {
      throw asSetupError(error)
    })
    .finally(() => owner.end())
  const [{ startDateline }, { seedDemo }, { welcome }] = await program
  let people: DemoSignIns | 'none' | null = null
  const dateline = await startDateline(settings, database, {
    log,
    prepare: async parts => {
      if (settings.demo) people = await seedDemo({ ...parts, dataDir: settings.dataDir })
      else if ((await accountSnapshot(parts.db)).n === 0) people = 'none'
    },
  })
  const stopped = new AbortController()
  const demo = settings.demo ? sendMedia(dateline, { settings, log, signal: stopped.signal }) : null
  let stoppingSince: number | null = null
  const stop = async () => {
    if (stoppingSince !== null) {
      // Somebody in a hurry: the database recovers.
      if (performance.now() - stoppingSince > sameKeyMs) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    stopped.abort()
    await demo
    await dateline.stop()
    await database.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  console.log(welcome(settings, people, process.uptime()))
}

/** The pictures of the demo come in while the server runs: nothing waits for them. */
const sendMedia = async (
  { media, publisher }: Dateline,
  { settings: { dataDir }, log, signal }: { settings: Settings; log: Log; signal: AbortSignal },
): Promise<void> => {
  const { sendDemoMedia } = await import('./ops/demo-media.ts')
  await sendDemoMedia(media, { publisher, dataDir, log, signal }).catch(error =>
    log.error({ error }, 'the pictures of the demo could not be sent; the next start goes on'),
  )
}

run().catch(error => {
  if (!(error instanceof SetupError || error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exit(1)
})
