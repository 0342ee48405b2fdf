import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Taking } from '../../media/take.ts'
import { largeFile } from '../media-large.ts'
import { mostArrivalBytes } from '../take.ts'
import type { Looked, OpenSource, Take, Way } from '../way.ts'
import { codeOf, moveInto, readWhole } from './folder-files.ts'
import { folderPlaces, folderSettings, restMs } from './folder-settings.ts'

/** Files that have not settled yet, by name: their size and time when they were last seen to change, and when that was. */
const folderState = z.object({
  seen: z.record(z.string(), z.object({ size: z.number(), mtimeMs: z.number(), sinceMs: z.number() })).default({}),
})

/** Names of files that somebody is still writing. */
const unfinished = /^\.|~$|\.(?:part|partial|tmp|temp|filepart|crdownload|swp|lock)$/iu
const mostAtOnce = 500
const mostSeen = 10_000

/**
 * The way in from a folder. Files are taken in the order of their times, once they have not changed for a while, and moved aside when they are
 * stored; killed between the two, it finds them again, and knows them by their bytes. Names that begin with a dot or end in `.part`, `.tmp` and the like,
 * links and folders are left alone. What cannot be read, or is larger than 16 MiB, is moved aside too, and reported.
 */
export const folder: Way = {
  look: (source, take, signal) => lookAtFolder(source, take, signal, Date.now()),
}

/** As `folder`, but that files larger than an arrival are taken in as uploads. @param taking null: they are moved aside */
export const folderWith = (taking: Large['taking']): Way => ({
  look: (source, take, signal) => lookAtFolder(source, take, signal, Date.now(), taking),
})

/** As `folder`, at a time of one's own. */
export const lookAtFolder = async (
  source: OpenSource,
  take: Take,
  signal: AbortSignal,
  nowMs: number,
  taking: Large['taking'] = null,
): Promise<Looked> => {
  const settings = folderSettings.parse(source.settings)
  const { path } = settings
  const { done, failed } = folderPlaces(settings)
  const found = await filesIn(path)
  if (typeof found === 'string') return { kind: 'failed', reason: found, retryAfterMs: null }
  await Promise.all([done, failed].map(each => mkdir(each, { recursive: true })))
  const { seen: before } = folderState.catch({ seen: {} }).parse(source.state ?? {})
  const seen: typeof before = {}
  const ready: Found[] = []
  for (const file of found) {
    const last = before[file.name]
    const isSame = last !== undefined && last.size === file.size && last.mtimeMs === file.mtimeMs
    // A clock that runs ahead on the other side must not keep a file out for ever.
    const sinceMs = isSame ? last.sinceMs : Math.min(nowMs, file.mtimeMs)
    if (nowMs - sinceMs >= restMs(file.name, settings)) ready.push(file)
    else if (Object.keys(seen).length < mostSeen) seen[file.name] = { size: file.size, mtimeMs: file.mtimeMs, sinceMs }
  }
  const troubles: string[] = []
  for (const file of ready.slice(0, mostAtOnce)) {
    if (signal.aborted) break
    const trouble = await pickUp(path, file, { done, failed, take, taking, source: source.id })
    if (trouble !== null) troubles.push(trouble)
  }
  return {
    kind: 'looked',
    state: { seen },
    again: ready.length > mostAtOnce,
    trouble: troubles.length === 0 ? null : troubles.slice(0, 5).join('; '),
  }
}

interface Found {
  readonly name: string
  readonly size: number
  readonly mtimeMs: number
}

/** Whole or half-written files of a folder, the oldest first; or why it cannot be read. */
const filesIn = async (path: string): Promise<Found[] | string> => {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    const names = entries.filter(entry => entry.isFile() && !unfinished.test(entry.name)).map(entry => entry.name)
    const files = await Promise.all(
      names.map(async name => {
        // One that its sender has just taken away again.
        const found = await stat(join(path, name)).catch(() => null)
        return found === null ? [] : [{ name, size: found.size, mtimeMs: Math.floor(found.mtimeMs) }]
      }),
    )
    return files.flat().sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1))
  } catch (error) {
    return `the folder ${path} cannot be read (${codeOf(error)})`
  }
}

/** With which files are taken in that are too large for an arrival. */
interface Large {
  readonly taking: (Taking & { readonly mostBytes: number }) | null
}

interface Hands extends Large {
  readonly source: string
  readonly done: string
  readonly failed: string
  readonly take: Take
}

/** Stores one file and moves it aside. @returns what went wrong, in a sentence */
const pickUp = async (path: string, { name, size }: Found, hands: Hands): Promise<string | null> => {
  const { done, failed, take, source, taking } = hands
  const file = join(path, name)
  const mostBytes = taking?.mostBytes ?? mostArrivalBytes
  if (taking !== null && size > mostArrivalBytes && size <= mostBytes) {
    const arrival = await largeFile(taking, { source, path: file, name })
    if (!('reason' in arrival)) await take(arrival)
    const moved = await moveInto('reason' in arrival ? failed : done, file, name)
    if ('reason' in arrival) return `${name}: ${arrival.reason}${moved === null ? '' : `, and ${moved}`}`
    return moved === null ? null : `${name} is stored, but ${moved}`
  }
  const read =
    size > mostArrivalBytes
      ? { kind: 'unreadable' as const, reason: `it is larger than ${mostBytes} bytes` }
      : await readWhole(file, mostArrivalBytes)
  if (read.kind === 'changing') return null
  if (read.kind === 'unreadable') {
    const moved = await moveInto(failed, file, name)
    return `${name}: ${read.reason}${moved === null ? '' : `, and ${moved}`}`
  }
  const headers = { 'last-modified': read.modified.toUTCString() }
  await take({ bytes: read.bytes, name, contentType: null, headers })
  const moved = await moveInto(done, file, name)
  return moved === null ? null : `${name} is stored, but ${moved}`
}
