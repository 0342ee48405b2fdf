import { existsSync } from 'node:fs'
import { readSettings, type Settings, SettingsError } from './config.ts'
import type { DemoSignIns } from './ops/demo.ts'
import { connect } from './store/db.ts'
import { migrate } from './store/migrate.ts'
import { type OpenDatabase, openDatabase } from './store/open.ts'
import { SetupError } from './store/setup-error.ts'
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
  await migrate(owner).finally(() => owner.end())
  const [{ startDateline }, { seedDemo }, { welcome }] = await program
  let demo: DemoSignIns | null = null
  const dateline = await startDateline(settings, database, {
    log,
    prepare: async parts => {
      if (settings.demo) demo = await seedDemo({ ...parts, dataDir: settings.dataDir })
    },
  })
  console.log(welcome(settings, demo, process.uptime()))
  let signals = 0
  const stop = async () => {
    // Somebody in a hurry: the database recovers.
    if (signals++ > 0) process.exit(1)
    await dateline.stop()
    await database.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

run().catch(error => {
  if (!(error instanceof SetupError || error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exit(1)
})
