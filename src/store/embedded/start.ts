import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '../../telemetry.ts'
import { SetupError } from '../setup-error.ts'
import { type Account, serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { createCluster, keptSecret } from './cluster.ts'
import { appendTo } from './log-file.ts'
import { prepareLogins } from './logins.ts'
import { stopOrphans } from './orphan.ts'
import { claim, type Owner } from './owner.ts'
import { clusterOwner, type Place, placeOf, recordPlace, refuseOtherMajor } from './place.ts'
import { makeDataDirectory } from './reach.ts'
import { removeSocketDirectory, type Server, startServer } from './server.ts'

/** A started server: its socket's folder, and the way to end it. */
export type Embedded = { socketDirectory: string; passwords: { owner: string; site: string }; stop(): Promise<void> }

/** Makes DATA_DIR where it is missing, and chooses whom PostgreSQL runs as. @throws SetupError when the user is the wrong one */
export const prepareDataDirectory = (dataDir: string): Account => {
  const account = serverAccount(clusterOwner(dataDir))
  makeDataDirectory(dataDir, account)
  return account
}

/**
 * Starts the embedded PostgreSQL over DATA_DIR, of which `owner` is the claim; the first start makes the cluster, the database `dateline` and the
 * two logins. A server left over by a killed process is stopped first. Should PostgreSQL itself end while we run, this process ends too, with
 * code 1, so that whoever supervises it starts both afresh; a backend that crashes is PostgreSQL's own to restart.
 */
export const startEmbedded = async (dataDir: string, account: Account, owner: Owner, log: Log): Promise<Embedded> => {
  const place = placeOf(dataDir, account)
  const outside = await claimOutside(dataDir, place)
  try {
    const embedded = await startClaimed(dataDir, account, place, log)
    owner.announce(embedded.socketDirectory)
    const stop = () => embedded.stop().then(() => outside?.release())
    return { ...embedded, stop }
  } catch (error) {
    await outside?.release()
    throw error
  }
}

const startClaimed = async (dataDir: string, account: Account, place: Place, log: Log): Promise<Embedded> => {
  const passwords = passwordsOf(dataDir)
  const server = await startOver(dataDir, account, place, log)
  const { directory: socketDirectory } = server.address
  try {
    if (!place.complete || passwords.siteIsNew) await prepareLogins(server.address, passwords)
    recordPlace(dataDir, { ...place, complete: true, socketDirectory })
  } catch (error) {
    await server.stop()
    throw error
  }
  let stopping = false
  void server.ended.then(() => {
    if (stopping) return
    log.fatal('PostgreSQL has ended by itself; postgres.log in the data directory says why')
    process.exit(1)
  })
  const stop = () => {
    stopping = true
    return server.stop()
  }
  return { socketDirectory, passwords, stop }
}

/** A copied DATA_DIR points at the same cluster elsewhere: that has one owner too. */
const claimOutside = async (dataDir: string, place: Place): Promise<Owner | null> => {
  const directory = dirname(place.cluster)
  if (directory === dataDir) return null
  const claimed = await claim(directory, `Dateline with DATA_DIR ${dataDir}`)
  if (claimed.kind === 'owner') return claimed
  claimed.leave()
  throw new SetupError(`${directory} is in use by process ${claimed.pid} (${claimed.purpose}).`)
}

const passwordsOf = (dataDir: string) => {
  const siteFile = join(dataDir, 'site-password')
  const siteIsNew = !existsSync(siteFile)
  return { owner: keptSecret(join(dataDir, 'owner-password')), site: keptSecret(siteFile), siteIsNew }
}

const startOver = async (dataDir: string, account: Account, place: Place, log: Log): Promise<Server> => {
  const { cluster } = place
  const binaries = findBinaries(account, dirname(cluster))
  const password = keptSecret(join(dataDir, 'postgres-password'))
  if (existsSync(cluster)) {
    refuseOtherMajor(cluster, binaries.major)
    const stopped = await stopOrphans(cluster)
    if (place.socketDirectory !== null) removeSocketDirectory(place.socketDirectory)
    if (stopped.length > 0) log.warn({ processes: stopped }, 'stopped a PostgreSQL left over by a killed process')
  } else await createCluster(binaries, account, cluster, password)
  const write = appendTo(join(dataDir, 'postgres.log'))
  return await startServer({ binaries, account, cluster, password, settings: [], write })
}
