import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../domain/refusal.ts'
import { makeWorkFolder } from '../media/make/work-folder.ts'
import { type Taking, takeFile } from '../media/take.ts'
import type { AssetType } from '../store/asset.ts'
import type { Db } from '../store/db.ts'
import { follow, listen } from '../store/follow.ts'
import { type ClaimedFile, claimFile, fileFailed, fileTaken, holdFile, settleFiles } from '../store/intake-file.ts'
import { intakeSource } from '../store/intake-source.ts'
import { isPassing } from '../store/unreachable.ts'
import type { Log } from '../telemetry.ts'
import { openSource } from './look.ts'
import { besideName, copyBeside, putAside } from './media-beside.ts'
import { fetchFile } from './media-fetch.ts'
import { uploadId } from './media-upload-id.ts'
import type { OpenSource } from './way.ts'

interface FilesParts {
  readonly db: Db
  readonly taking: Taking
  /** The largest file that is taken. */
  readonly mostBytes: number
  /** With which credentials are sealed; null: there is none. */
  readonly key: () => Buffer | null
  readonly log: Log
  readonly pollMs?: number
  /** Waits between tries, in milliseconds; after the last one a file is given up. */
  readonly waitsMs?: readonly number[]
}

const usualWaitsMs = [2_000, 15_000, 60_000, 300_000]
const holdMs = 60_000
/** HAS allows no two requests within half a second. */
const paceMs = 510
const atOnce = 2

/** Fetches the files of items that came in, a few at once, and lets the items be decided on when they have come. What is killed in between is fetched by another process. */
export const startFiles = async (parts: FilesParts): Promise<{ stop(): Promise<void> }> => {
  const { db, log, pollMs = 2_000 } = parts
  const stopping = new AbortController()
  const onError = (error: unknown) => log.error({ error }, 'files of items could not be fetched; it is tried again')
  const pace = createPace()
  const fetchers = Array.from({ length: atOnce }, () =>
    follow({ pollMs, onError, step: () => fetchNext(parts, { pace, stopping: stopping.signal }) }),
  )
  const settle = async () => {
    await settleFiles(db)
    return false
  }
  const settler = follow({ pollMs, onError, step: settle })
  const all = [...fetchers, settler]
  const wake = () => {
    for (const each of all) each.wake()
  }
  const unlisten = [await listen(db, 'intake_files', wake), await listen(db, 'media', () => settler.wake())]
  return {
    async stop() {
      stopping.abort()
      await Promise.all(unlisten.map(each => each()))
      await Promise.all(all.map(each => each.stop()))
    },
  }
}

interface Around {
  readonly pace: (host: string, signal: AbortSignal) => Promise<void>
  readonly stopping: AbortSignal
}

/** @returns whether there may be more */
const fetchNext = async (parts: FilesParts, around: Around): Promise<boolean> => {
  const { db, waitsMs = usualWaitsMs } = parts
  if (around.stopping.aborted) return false
  const file = await claimFile(db, { forMs: holdMs })
  if (file === null) return false
  const held = holding(parts, file)
  try {
    const signal = AbortSignal.any([around.stopping, held.signal])
    const got = await fetchOne(parts, file, { ...around, stopping: signal }).catch(ourFault)
    if (around.stopping.aborted) return false
    if ('asset' in got) await fileTaken(db, { ...file, asset: got.asset })
    else {
      const waitMs = waitsMs[file.tries - 1] ?? null
      const retryMs = got.isFinal || waitMs === null ? null : Math.max(waitMs, got.retryAfterMs ?? 0)
      parts.log.warn({ item: file.item, reason: got.reason, retryMs }, 'a file of an item could not be fetched')
      await fileFailed(db, { ...file, reason: got.reason, retryMs })
    }
  } finally {
    await held.end()
  }
  await settleFiles(db)
  return true
}

type Got =
  | { readonly asset: string }
  | { readonly reason: string; readonly isFinal: boolean; readonly retryAfterMs: number | null }

/** Tries the addresses of a file, the best first. */
const fetchOne = async (parts: FilesParts, file: ClaimedFile, { pace, stopping }: Around): Promise<Got> => {
  const { db, taking, key, mostBytes } = parts
  const known = await intakeSource(db, file.source)
  const source = known === null ? { reason: 'its source is gone' } : await openSource(db, known, key)
  if ('reason' in source) return { reason: source.reason, isFinal: known === null, retryAfterMs: null }
  const reasons: string[] = []
  const folder = await makeWorkFolder()
  try {
    for (const url of file.addresses) {
      const path = join(folder, 'file')
      const name = besideName(url)
      if (source.kind === 'has') await pace(new URL(url).host, stopping)
      const outcome =
        name === null
          ? await fetchFile({ url, path, ...leaveOf(source), mostBytes, signal: stopping })
          : await copyBeside(source.settings, { name, path, mostBytes })
      if (outcome.kind === 'failed') return { ...outcome, isFinal: false }
      if (outcome.kind === 'refused') {
        reasons.push(outcome.reason)
        continue
      }
      const id = uploadId(file.source, `${file.item}/${file.position}/${url}`)
      const fileName = outcome.fileName ?? `${file.type}-${file.item}`
      const asset = await takeFile(taking, {
        path,
        fileName,
        addedBy: file.source,
        as: file.type as AssetType,
        id,
      }).catch(refusalOf)
      if ('id' in asset && name !== null) await putAside(source.settings, name)
      if ('id' in asset) return { asset: asset.id }
      reasons.push(asset.reason)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { reason: [...new Set(reasons)].join('; ') || 'it has no address', isFinal: true, retryAfterMs: null }
}

/** What fails on our side may go better another time, but not for ever. */
const ourFault = (error: unknown): Got => {
  if (isPassing(error)) throw error
  return { reason: error instanceof Error ? error.message : String(error), isFinal: false, retryAfterMs: null }
}

const refusalOf = (error: unknown): { readonly reason: string } => {
  if (error instanceof Refusal) return { reason: error.message }
  throw error
}

/** Whom a source's credential is for, and how it is shown to them. */
const leaveOf = ({ kind, settings, secret }: OpenSource): { home: string | null; authorization: string | null } => {
  const { url, user } = settings as { readonly url?: string; readonly user?: string }
  const home = url !== undefined && URL.canParse(url) ? new URL(url).origin : null
  if (secret === null || !['has', 'dateline', 'feed'].includes(kind)) return { home, authorization: null }
  const basic = () => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
  return { home, authorization: user === undefined ? `Bearer ${secret}` : basic() }
}

/** Holds on to a file until told otherwise; aborts where somebody else has it. */
const holding = ({ db, log }: FilesParts, file: ClaimedFile) => {
  const lost = new AbortController()
  let isEnded = false
  const holder = follow({
    pollMs: holdMs / 4,
    onError: error => log.warn({ error, item: file.item }, 'a file that is fetched could not be held'),
    step: async () => {
      if (!isEnded && !(await holdFile(db, { ...file, forMs: holdMs }))) lost.abort()
      return false
    },
  })
  return {
    signal: lost.signal,
    end: () => {
      isEnded = true
      return holder.stop()
    },
  }
}

/** Lets one request after another go to a host, at its pace. */
const createPace = () => {
  const next = new Map<string, number>()
  return async (host: string, signal: AbortSignal): Promise<void> => {
    const now = performance.now()
    const at = Math.max(now, next.get(host) ?? 0)
    next.set(host, at + paceMs)
    if (at > now) await sleep(at - now, undefined, { signal })
  }
}
