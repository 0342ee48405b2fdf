import { z } from 'zod'
import { realTime, type Time } from '../time.ts'
import type { Looked, OpenSource, Take, Way } from '../way.ts'
import { type HasClient, type HasListed, hasClient } from './has-client.ts'
import { type HasSettings, hasSettings } from './has-settings.ts'

const stateSchema = z.object({
  /** Where the first look began, in milliseconds since 1970; nothing before it is asked for. */
  beginMs: z.number(),
  /** The date of the newest item that was dealt with, as HAS writes it. */
  since: z.string().nullable(),
  /** Lines of the list within the overlap that were dealt with. */
  seen: z.array(z.object({ id: z.string(), date: z.string() })),
  /** Documents that were listed but not to be had, with the number of tries. */
  owed: z.array(
    z.object({ id: z.string(), date: z.string(), title: z.string(), group: z.string(), tries: z.number() }),
  ),
  lastRequestMs: z.number(),
})
export type HasState = z.output<typeof stateSchema>

const pageSize = 100
const mostPages = 100
const documentsInOneLook = 200
const mostTries = 20

/** The way in from any HAS, as its guide and real clients have it (search, then each document). */
export const has: Way = { look: (source, take, signal) => lookAtHas(source, take, signal, realTime) }

/**
 * Lists what came since the last look and a little longer, and takes the document of each line that it does not know, oldest first, so that the
 * state is right after each of them. A line is known by id and date: HAS lists an item anew when it changes.
 */
export const lookAtHas = async (source: OpenSource, take: Take, signal: AbortSignal, time: Time): Promise<Looked> => {
  const settings = hasSettings.parse(source.settings)
  const parsed = stateSchema.safeParse(source.state)
  const beginMs = time.now() - settings.firstHours * 60 * minuteMs
  let state: HasState = parsed.success ? parsed.data : { beginMs, since: null, seen: [], owed: [], lastRequestMs: 0 }
  const client = hasClient({ settings, secret: source.secret, time, signal, lastRequestMs: state.lastRequestMs })
  const keep = (next: HasState): HasState => {
    state = { ...next, lastRequestMs: client.lastRequestMs() }
    return state
  }

  const listed = await listAll(client, settings, startOf(state, settings, time))
  if (listed.kind === 'failed') return listed
  const isNew = (line: HasListed) =>
    ![...state.seen, ...state.owed].some(each => each.id === line.id && each.date === line.date)
  const fresh = listed.lines.filter(isNew).toReversed()
  const due = [...state.owed, ...fresh.map(line => ({ ...line, tries: 0 }))]
  const lost: string[] = []
  for (const line of due.slice(0, documentsInOneLook)) {
    if (signal.aborted) return { kind: 'failed', reason: 'stopped', retryAfterMs: 0 }
    const document = await client.document(line, settings.format)
    if (document.kind === 'failed') return document
    const next = passed(state, line, settings, time)
    if (document.kind === 'document') {
      const headers = { 'has-id': line.id, 'has-date': line.date, 'has-group': line.group }
      const { bytes, contentType, format } = document
      await take({ bytes, name: `${line.id}.${format}.xml`, contentType, headers }, keep(next))
    } else {
      // What a contract does not cover will not come by asking again.
      const tries = document.kind === 'not-covered' ? mostTries : line.tries + 1
      if (tries < mostTries) keep({ ...next, owed: [...next.owed, { ...line, tries }] })
      else {
        keep(next)
        lost.push(`${line.id} (${document.kind === 'not-covered' ? 'not covered' : `not to be had in ${tries} tries`})`)
      }
    }
  }
  const trouble = lost.length === 0 ? null : `listed, but without a document: ${lost.join(', ')}`.slice(0, 1_000)
  return { kind: 'looked', state: keep(state), again: due.length > documentsInOneLook, trouble }
}

const minuteMs = 60_000

/** The lower bound of the next list. */
const startOf = ({ beginMs, since }: HasState, { overlapMinutes }: HasSettings, time: Time): Date => {
  const sinceMs = Math.min(Date.parse(since ?? ''), time.now())
  return new Date(Number.isNaN(sinceMs) ? beginMs : Math.max(beginMs, sinceMs - overlapMinutes * minuteMs))
}

/** Every line from the newest to the bound. What comes while it pages pushes lines onto later pages: they are seen twice then, and none is missed. */
const listAll = async (
  client: HasClient,
  settings: HasSettings,
  start: Date,
): Promise<{ kind: 'listed'; lines: readonly HasListed[] } | Extract<Looked, { kind: 'failed' }>> => {
  const lines = new Map<string, HasListed>()
  let offset = 0
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.search(settings, { start, limit: pageSize, offset })
    if (answer.kind === 'failed') return answer
    for (const line of answer.lines) lines.set(`${line.id} ${line.date}`, line)
    offset += answer.lines.length
    if (answer.lines.length === 0 || offset >= answer.total) return { kind: 'listed', lines: [...lines.values()] }
  }
  const reason = `more than ${mostPages * pageSize} items since ${start.toISOString()}: filter the source, or let it begin later`
  return { kind: 'failed', reason, retryAfterMs: null }
}

/** The state once a line has been dealt with; what lies before the next list is forgotten. */
const passed = (state: HasState, line: HasListed, settings: HasSettings, time: Time): HasState => {
  const since = state.since === null || line.date > state.since ? line.date : state.since
  const floor = startOf({ ...state, since }, settings, time).getTime()
  const seen = [...state.seen, { id: line.id, date: line.date }].filter(each => !(Date.parse(each.date) < floor))
  const owed = state.owed.filter(each => each.id !== line.id || each.date !== line.date)
  return { ...state, since, seen, owed }
}
