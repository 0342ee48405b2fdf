import { hostname } from 'node:os'
import type { Blobs } from '../media/blobs.ts'
import type { Uploads } from '../media/uploads/uploads.ts'
import type { Db } from '../store/db.ts'
import { removeBlob, removeUnnoted, removeUnusedAssets, unnotedOf, unusedBlobs } from '../store/media-sweep.ts'
import type { Log } from '../telemetry.ts'
import type { Job } from './jobs.ts'

interface SweepParts {
  readonly db: Db
  readonly media: { readonly blobs: Blobs; readonly uploads: Pick<Uploads, 'sweep'> }
  readonly log: Log
  readonly clock: () => Date
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Uploads that nothing is made of go after so long. */
const unusedDays = 7
/** Bytes are left alone for so long after they were last noted: something may be about to refer to them. */
const graceMs = dayMs
/** In one run, so that no transaction is long. */
const mostBlobs = 1_000
const listedAtOnce = 500

/** What is tidied of files: broken-off uploads of this machine, uploads that nothing was made of, bytes that nothing refers to. */
export const mediaJobs = (parts: SweepParts): Job[] => [
  {
    // The folder of uploads is each machine's own.
    name: `uploads of ${hostname()}`,
    everyMs: hourMs,
    run: async () => void (await parts.media.uploads.sweep(parts.clock())),
  },
  { name: 'media sweep', everyMs: hourMs, run: () => sweepMedia(parts) },
  { name: 'media orphans', everyMs: dayMs, run: () => sweepOrphans(parts) },
]

/** Forgets uploads that nothing was made of for a week, and bytes that nothing has referred to for a day. */
export const sweepMedia = async ({ db, media, log, clock }: SweepParts): Promise<void> => {
  const now = clock().getTime()
  const assets = await removeUnusedAssets(db, new Date(now - unusedDays * dayMs))
  const before = new Date(now - graceMs)
  let blobs = 0
  for (const digest of await unusedBlobs(db, { before, limit: mostBlobs }))
    if (await removeBlob(db, { digest, before }, () => media.blobs.remove(digest))) blobs++
  if (assets + blobs > 0) log.info({ assets, blobs }, 'files that nothing uses were removed')
}

/** Takes bytes away that a process kept and did not live to note, and what broken-off keeps have left. */
export const sweepOrphans = async ({ db, media, log, clock }: SweepParts): Promise<void> => {
  const before = new Date(clock().getTime() - graceMs)
  await media.blobs.tidy(before)
  let removed = 0
  let listed: string[] = []
  const sweepListed = async () => {
    for (const digest of await unnotedOf(db, listed))
      if (await removeUnnoted(db, digest, () => media.blobs.remove(digest))) removed++
    listed = []
  }
  for await (const { digest, keptAt } of media.blobs.list()) {
    if (keptAt >= before) continue
    listed.push(digest)
    if (listed.length >= listedAtOnce) await sweepListed()
  }
  await sweepListed()
  if (removed > 0) log.info({ removed }, 'bytes that nobody had noted were removed')
}
