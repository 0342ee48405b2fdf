import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { SetupError } from '../setup-error.ts'
import type { Account } from './account.ts'
import { canReach, reachableDirectory } from './reach.ts'

/** Where the cluster of a data directory is, relative to it or not, and whether it was ever ready for use. */
const recordSchema = z.object({ cluster: z.string(), complete: z.boolean(), socketDirectory: z.string().nullable() })

export type Place = z.output<typeof recordSchema>

const recordFile = (dataDir: string): string => join(dataDir, 'postgres.json')

/** What `postgres.json` in DATA_DIR says; null before the first start. */
const readPlace = (dataDir: string): Place | null => {
  const file = recordFile(dataDir)
  if (!existsSync(file)) return null
  const place = recordSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!place.success) throw new SetupError(`${file} is not what Dateline wrote there.`)
  return { ...place.data, cluster: resolve(dataDir, place.data.cluster) }
}

/** Writes `postgres.json`, whole or not at all. */
export const recordPlace = (dataDir: string, place: Place): void => {
  const inside = relative(dataDir, place.cluster)
  const cluster = inside.startsWith('..') ? place.cluster : inside
  const partial = `${recordFile(dataDir)}.new`
  writeFileSync(partial, `${JSON.stringify({ ...place, cluster }, null, 2)}\n`, { mode: 0o600 })
  renameSync(partial, recordFile(dataDir))
}

/**
 * Where the cluster is or is to be: in DATA_DIR, or, where the account PostgreSQL runs as cannot reach that (root with a closed folder above),
 * in a folder of its own below `/var/lib/dateline`.
 * @throws SetupError when a cluster that was in use is no longer where it was
 */
export const placeOf = (dataDir: string, account: Account): Place => {
  const known = readPlace(dataDir)
  if (known?.complete && !existsSync(known.cluster))
    throw new SetupError(
      `The database of ${dataDir} was in ${known.cluster}, which is gone: put it back, or start anew with another DATA_DIR.`,
    )
  if (known) return known
  const place = { cluster: newCluster(dataDir, account), complete: false, socketDirectory: null }
  recordPlace(dataDir, place)
  return place
}

const newCluster = (dataDir: string, account: Account): string => {
  const inside = join(dataDir, 'cluster')
  if (existsSync(inside) || canReach(account, dataDir)) return inside
  const own = join(reachableDirectory(account, dataDir), randomBytes(8).toString('hex'))
  mkdirSync(own)
  chmodSync(own, 0o755)
  return join(own, 'cluster')
}

/** Whose the cluster is; null before the first start. */
export const clusterOwner = (dataDir: string): number | null => {
  const place = readPlace(dataDir)
  return place && (statSync(place.cluster, { throwIfNoEntry: false })?.uid ?? null)
}

/** @throws SetupError when the cluster was made by another major version of PostgreSQL than `major` */
export const refuseOtherMajor = (cluster: string, major: string): void => {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (made !== major)
    throw new SetupError(
      `The database in ${cluster} was made by PostgreSQL ${made}, and this Dateline comes with ${major}.`,
    )
}
