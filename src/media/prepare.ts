import { Refusal } from '../domain/refusal.ts'
import {
  type Asset,
  type AssetType,
  abandonAssets,
  claimAsset,
  failAsset,
  finishAsset,
  holdAsset,
} from '../store/asset.ts'
import { releaseAsset } from '../store/asset-work.ts'
import type { Db } from '../store/db.ts'
import { type Follower, follow, listen } from '../store/follow.ts'
import type { Log, Metrics } from '../telemetry.ts'
import type { Blobs } from './blobs.ts'
import { sweepWorkFolders } from './make/work-folder.ts'
import type { Workshop } from './make/workshop.ts'
import { type PrepareCounts, prepareMetrics } from './prepare-metrics.ts'
import { preparedWork } from './prepare-one.ts'

export interface Preparing {
  /** Looks now instead of at the next poll. */
  wake(): void
  /** Gives up what is at work, for another process to take at once, and ends. */
  stop(): Promise<void>
}

interface Options {
  readonly db: Db
  readonly blobs: Blobs
  readonly workshop: Workshop
  /** Printed over comps. */
  readonly agencyName: string
  readonly log: Log
  readonly metrics: Metrics
  readonly pollMs?: number
  /** For how long an upload is held that is worked on; when the process is ended, another takes it after so long. */
  readonly holdMs?: number
  /** How long after a failure it is tried again. */
  readonly retryMs?: number
}

const mostTries = 3
/** As often the server may be ended meanwhile: that is seldom the fault of a file, which is opened in another process. */
const mostEnds = 10
const quick: readonly AssetType[] = ['picture', 'graphic', 'file']
/** What is made at a time: two of what is quick, and a video, which takes long and which nothing else waits for. */
const lanes: readonly (readonly AssetType[])[] = [quick, quick, ['video']]

/**
 * Makes the renditions of uploads that wait, in every process that has this; each upload is taken by one. What was made is kept and put in place at once.
 * What the workshop refuses has failed; what fails otherwise is tried three times in all, what is left by a process that was ended ten times.
 */
export const startPreparing = async (options: Options): Promise<Preparing> => {
  const { db, log, metrics, pollMs = 5_000 } = options
  await sweepWorkFolders()
  const counts = prepareMetrics(metrics, db)
  const stopping = new AbortController()
  const followers = lanes.map(types =>
    follow({
      pollMs,
      onError: error => log.error({ error }, 'uploads could not be looked for; it is tried again'),
      step: () => step({ ...options, counts, stopping: stopping.signal }, types),
    }),
  )
  const wake = () => {
    for (const follower of followers) follower.wake()
  }
  const unlisten = await listen(db, 'media', wake)
  return {
    wake,
    async stop() {
      stopping.abort()
      await unlisten()
      await Promise.all(followers.map((follower: Follower) => follower.stop()))
    },
  }
}

interface Lane extends Options {
  readonly counts: PrepareCounts
  readonly stopping: AbortSignal
}

/** @returns whether there may be more */
const step = async (lane: Lane, types: readonly AssetType[]): Promise<boolean> => {
  const { db, holdMs = 60_000 } = lane
  await abandonAssets(db, { mostTries: mostEnds, remark: leftOften })
  const asset = await claimAsset(db, { forMs: holdMs, mostTries: mostEnds, types })
  if (asset === null) return false
  const held = holding(lane, asset)
  const began = performance.now()
  try {
    const { made, remark, durationSeconds, size } = await preparedWork(lane, asset, held.signal)
    const { id, generation } = asset
    const isDone = await finishAsset(db, { id, generation, made, remark, durationSeconds, size })
    lane.counts.prepared(asset.type, isDone ? 'ready' : 'edited', performance.now() - began)
  } catch (error) {
    // First, or it might be held for long after it was let go.
    await held.end()
    await failed(lane, asset, error, held.signal)
  } finally {
    await held.end()
  }
  return true
}

const leftOften = `it was worked on ${mostEnds} times, and each time the server was ended meanwhile`

/** Holds on to an upload until told otherwise; aborts where it was edited meanwhile, somebody else has it, or this process stops. */
const holding = ({ db, holdMs = 60_000, stopping, log }: Lane, { id, generation, tries }: Asset) => {
  const lost = new AbortController()
  const ended = new AbortController()
  const holder = follow({
    pollMs: holdMs / 4,
    onError: error =>
      log.warn({ error, asset: id }, 'an upload that is worked on could not be held; it is tried again'),
    step: async () => {
      if (!ended.signal.aborted && !(await holdAsset(db, { id, generation, tries, forMs: holdMs }))) lost.abort()
      return false
    },
  })
  return {
    signal: AbortSignal.any([lost.signal, stopping]),
    end: () => {
      ended.abort()
      return holder.stop()
    },
  }
}

const failed = async (lane: Lane, asset: Asset, error: unknown, signal: AbortSignal): Promise<void> => {
  const { db, stopping, log, counts, retryMs = 5_000 } = lane
  const { id, generation, tries, type } = asset
  if (stopping.aborted) return releaseAsset(db, asset)
  if (signal.aborted) return counts.prepared(type, 'edited', null)
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof Refusal) {
    log.warn({ asset: id, reason }, 'nothing could be made of an upload')
    await failAsset(db, { id, generation, remark: reason })
    return counts.prepared(type, 'refused', null)
  }
  log.error({ error, asset: id, tries }, 'making renditions failed')
  if (tries >= mostTries) await failAsset(db, { id, generation, remark: `tried ${tries} times: ${reason}` })
  else await holdAsset(db, { id, generation, tries, forMs: retryMs * tries })
  counts.prepared(type, 'failed', null)
}
