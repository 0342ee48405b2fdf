import { z } from 'zod'
import { failed, jsonOf } from '../answers.ts'
import { fetchBytes } from '../fetch.ts'
import type { Looked, OpenSource, Take, Way } from '../way.ts'

/** Another Dateline: its address without `/v1`, and what of its wire is wanted; the key (`dlk_…`) is the source's secret. */
export const datelineSettings = z.object({
  url: z.url({ protocol: /^https?$/u }),
  /** Names the cursor that the other side keeps; it counts only until there is one of our own. */
  consumer: z
    .string()
    .regex(/^[\w.-]{1,60}$/u)
    .default('intake'),
  /** Where a new source begins: with what comes from now on, or with the oldest entry that the contract opens. */
  from: z.enum(['now', 'archive']).default('now'),
  /** How long the other side may wait for something to come; 0: it answers at once. A look that waits keeps one of the few places for looks. */
  waitSeconds: z.number().int().min(0).max(25).default(0),
  limit: z.number().int().min(1).max(500).default(100),
  product: z.string().max(500).optional(),
  language: z.string().max(200).optional(),
  type: z.string().max(200).optional(),
  category: z.string().max(200).optional(),
  priority: z.string().max(50).optional(),
  q: z.string().max(500).optional(),
})
type DatelineSettings = z.output<typeof datelineSettings>

const stateSchema = z.object({
  /** Whose wire the cursor is of. */
  of: z.string(),
  /** The seq of the last entry that was dealt with. */
  after: z.number().int().min(0),
})

const pageSchema = z.object({
  entries: z.array(
    z.looseObject({ seq: z.number().int(), item: z.string(), version: z.number(), overtaking: z.boolean().optional() }),
  ),
  next: z.number().int().min(0),
})

/**
 * The way in from another Dateline (docs/protocol.md §6). Each entry is an arrival of its own, whole, so that its signal comes along
 * (formats/dateline/read.ts); the cursor moves with what was stored and never before it.
 */
export const dateline: Way = {
  async look(source: OpenSource, take: Take, signal: AbortSignal): Promise<Looked> {
    const settings = datelineSettings.parse(source.settings)
    const held = stateSchema.safeParse(source.state)
    const start = settings.from === 'archive' ? 0 : null
    const after = held.success && held.data.of === settings.url ? held.data.after : start
    const headers = { authorization: `Bearer ${source.secret ?? ''}`, accept: 'application/json' }
    const startedMs = performance.now()
    // The page bound is that of 500 long stories.
    const outcome = await fetchBytes({ url: addressOf(settings, after), headers, mostBytes: 64 << 20, signal })
    if (outcome.kind !== 'answer') return failed(outcome)
    const page = pageSchema.safeParse(jsonOf(outcome.bytes))
    if (!page.success) return failed(outcome, 'the answer is no page of a wire: is the address that of a Dateline?')
    const { entries, next } = page.data
    for (const entry of entries) {
      if (signal.aborted) return { kind: 'failed', reason: 'stopped', retryAfterMs: 0 }
      // One that overtakes comes again in its place, with these same bytes.
      const { overtaking, ...plain } = entry
      const arrival = {
        bytes: Buffer.from(JSON.stringify(plain)),
        name: `${entry.item}.v${entry.version}.${entry.seq}.json`,
        contentType: 'application/json',
        headers: { 'dateline-seq': String(entry.seq) },
      }
      await (overtaking === true ? take(arrival) : take(arrival, { of: settings.url, after: entry.seq }))
    }
    // Where nothing came, the other side has waited as it was asked to; one that does not wait is left in peace until it is time.
    const hasWaited = performance.now() - startedMs > settings.waitSeconds * 500
    const again = entries.length > 0 || next !== after || (hasWaited && settings.waitSeconds > 0)
    return { kind: 'looked', state: { of: settings.url, after: next }, again }
  },
}

const addressOf = (
  { url, consumer, waitSeconds, limit, product, language, type, category, priority, q }: DatelineSettings,
  after: number | null,
) => {
  // A first look that begins at the head has nothing to wait for: it asks where that is.
  const wait = after === null ? 0 : waitSeconds
  const asked = { after, limit, wait, consumer, format: 'ninjs', product, language, type, category, priority, q }
  const given = Object.entries(asked).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]))
  return `${url.replace(/\/+(?:v1\/*)?$/u, '')}/v1/entries?${new URLSearchParams(given)}`
}
