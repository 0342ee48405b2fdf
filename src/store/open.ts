import { join } from 'node:path'
import type { Log } from '../telemetry.ts'
import type { DatabaseAddress } from './db.ts'
import { keptSecret } from './embedded/cluster.ts'
import type { Guest } from './embedded/guest.ts'
import { claim, type Owner } from './embedded/owner.ts'
import { prepareDataDirectory, startEmbedded } from './embedded/start.ts'
import { SetupError } from './setup-error.ts'

/** The settings that say which database, and what to do when another process holds the data directory. */
export type DatabaseSettings = {
  dataDir: string
  databaseUrl: string | null
  siteDatabaseUrl: string | null
  /** Work over the server of the process that holds DATA_DIR, rather than refuse; for the command line. */
  allowBeside?: boolean
}

/** A database ready to connect to, not yet migrated. */
export type OpenDatabase = {
  owner: DatabaseAddress
  /** As the login of the public site; null where the operator has not given it. */
  site: DatabaseAddress | null
  mode: 'embedded' | 'external' | 'beside'
  /** End all pools first. Stops the embedded server, if it is ours, and lets go of DATA_DIR. */
  stop(): Promise<void>
}

/** A first start with a recovery may take this long before a guest gives up on it. */
const readyWithinMs = 120_000

/** So long the command line, having started the server, keeps it for others that came in beside. */
const guestsWithinMs = 60_000

/**
 * Opens the database of the settings: the one of DATABASE_URL; otherwise the embedded one over DATA_DIR, started here, or, with `allowBeside`,
 * by the process that has it already.
 * @param purpose what this process is ("the server", "dateline publish"), for another that finds DATA_DIR in use
 * @throws SetupError with a sentence for the operator
 */
export const openDatabase = async (settings: DatabaseSettings, log: Log, purpose: string): Promise<OpenDatabase> => {
  if (settings.databaseUrl !== null) return external(settings.databaseUrl, settings.siteDatabaseUrl)
  const { dataDir, allowBeside = false } = settings
  const account = prepareDataDirectory(dataDir)
  const claimed = await claim(dataDir, purpose)
  if (claimed.kind === 'guest') {
    if (allowBeside) return await beside(dataDir, claimed)
    claimed.leave()
    throw new SetupError(`DATA_DIR ${dataDir} is in use by process ${claimed.pid} (${claimed.purpose}).`)
  }
  return await embedded(claimed, () => startEmbedded(dataDir, account, claimed, log), allowBeside ? guestsWithinMs : 0)
}

const external = (url: string, siteUrl: string | null): OpenDatabase => ({
  owner: { kind: 'url', url },
  site: siteUrl === null ? null : { kind: 'url', url: siteUrl },
  mode: 'external',
  stop: async () => {},
})

const embedded = async (
  owner: Owner,
  start: () => ReturnType<typeof startEmbedded>,
  guestsMs: number,
): Promise<OpenDatabase> => {
  try {
    const { socketDirectory, passwords, stop } = await start()
    return {
      ...addresses(socketDirectory, passwords),
      mode: 'embedded',
      stop: async () => {
        await owner.seeOff(guestsMs)
        await stop()
        await owner.release()
      },
    }
  } catch (error) {
    await owner.release()
    throw error
  }
}

const beside = async (dataDir: string, guest: Guest): Promise<OpenDatabase> => {
  const socketDirectory = await guest.socketDirectory(readyWithinMs)
  const secret = (name: string) => keptSecret(join(dataDir, name))
  const passwords = { owner: secret('owner-password'), site: secret('site-password') }
  return { ...addresses(socketDirectory, passwords), mode: 'beside', stop: async () => guest.leave() }
}

const addresses = (directory: string, passwords: { owner: string; site: string }) => {
  const at = { kind: 'socket', directory, port: 5432, database: 'dateline' } as const
  return {
    owner: { ...at, user: 'dateline', password: passwords.owner },
    site: { ...at, user: 'dateline_site', password: passwords.site },
  }
}
