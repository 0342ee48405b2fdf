import { z } from 'zod'
import { failed, jsonOf } from '../answers.ts'
import { fetchBytes, type Outcome } from '../fetch.ts'
import type { Time } from '../time.ts'
import type { Looked } from '../way.ts'
import { baseOf } from './has-base.ts'
import type { HasSettings } from './has-settings.ts'

type Failed = Extract<Looked, { kind: 'failed' }>

/** One line of a list, newest first; `group` is empty where there is none. */
export interface HasListed {
  readonly id: string
  /** As HAS writes it: `2026-11-23T09:00:00Z`. */
  readonly date: string
  readonly title: string
  readonly group: string
}

/** A document, or why there is none: `not-covered` by the contract, `absent` (it may come), or nothing more can be asked now. */
export type HasDocument =
  | { kind: 'document'; bytes: Uint8Array; contentType: string | null; format: string }
  | { kind: 'not-covered' | 'absent' }
  | Failed

export interface HasClient {
  search(
    filters: HasSettings,
    page: { start: Date; limit: number; offset: number },
  ): Promise<{ kind: 'page'; lines: readonly HasListed[]; total: number } | Failed>
  document(line: HasListed, format: string): Promise<HasDocument>
  /** When it last asked, in milliseconds since 1970. */
  lastRequestMs(): number
}

/** HAS allows no two requests within this time (its guide); a little more, for the way there. */
const pauseMs = 510
const mostRepeats = 5

/** A client of one HAS that keeps its pace, waits where it is told to, and takes no sentence for a document. */
export const hasClient = (options: {
  settings: HasSettings
  secret: string | null
  time: Time
  signal: AbortSignal
  /** Of the client before this one. */
  lastRequestMs: number
}): HasClient => {
  const { settings, secret, time, signal } = options
  const base = baseOf(settings.url)
  const authorization = `Basic ${Buffer.from(`${settings.user}:${secret ?? ''}`).toString('base64')}`
  let last = options.lastRequestMs

  const ask = async (path: string, form: URLSearchParams | null): Promise<Outcome> => {
    for (let repeat = 0; ; repeat++) {
      // A clock that was set back must not make it wait for years.
      await time.sleep(Math.min(pauseMs, Math.max(0, last + pauseMs - time.now())), signal)
      const type = form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
      const body = form?.toString()
      const method = form === null ? 'GET' : 'POST'
      const outcome = await fetchBytes({ url: base + path, method, headers: { authorization, ...type }, body, signal })
      last = time.now()
      const waitMs = tooSoonMs(outcome)
      if (waitMs === null || waitMs > 30_000 || repeat === mostRepeats) return outcome
      await time.sleep(waitMs, signal)
    }
  }

  return {
    lastRequestMs: () => last,

    async search(filters, { start, limit, offset }) {
      const outcome = await ask('/search', searchForm(filters, { start, limit, offset }))
      if ('reason' in outcome) return failed(outcome)
      const answer = searchAnswer.safeParse(jsonOf(outcome.bytes))
      const said = answer.success ? answer.data.response : undefined
      if (outcome.kind === 'status' && said === undefined) return failed(outcome)
      if (said !== undefined && (said.success === false || said.code >= 400)) {
        return failed(outcome, `HAS answered ${said.code}: ${said.message.slice(0, 200)}`)
      }
      if (!answer.success || answer.data.data == null)
        return failed(outcome, 'HAS answered a search with something else than a list')
      const { result, total } = answer.data.data
      return { kind: 'page', lines: result.map(lineOf), total }
    },

    async document(line, wanted) {
      const isText = line.id.split(':')[1] === 'text'
      for (const format of isText ? [wanted] : ['newsml29', 'newsml12']) {
        const outcome = await ask(`/document/${encodeURIComponent(line.id)}/${format}`, null)
        const found = documentIn(outcome, format)
        if (found.kind !== 'absent') return found
      }
      return { kind: 'absent' }
    },
  }
}

const searchForm = (filters: HasSettings, { start, limit, offset }: { start: Date; limit: number; offset: number }) => {
  const named = {
    start_date: `${start.toISOString().slice(0, 19)}Z`,
    end_date: 'NOW',
    filter_provider: filters.filterProvider,
    filter_category: filters.filterCategory,
    filter_priority: filters.filterPriority,
    filter_package: filters.filterPackage,
    filter_type: filters.filterType,
    filter_language: filters.filterLanguage,
    search_string: filters.searchString,
    limit: String(limit),
    offset: String(offset),
  }
  return new URLSearchParams(Object.entries(named).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

const searchAnswer = z.object({
  data: z
    .object({
      result: z.array(
        z.object({
          id: z.string().min(1),
          date: z.string(),
          title: z.string().nullish(),
          group_id: z.string().nullish(),
        }),
      ),
      total: z.coerce.number(),
    })
    .nullish(),
  response: z
    .object({ success: z.boolean().optional(), code: z.coerce.number().catch(0), message: z.string().catch('') })
    .optional(),
})

const lineOf = (line: {
  id: string
  date: string
  title?: string | null | undefined
  group_id?: string | null | undefined
}) => ({
  id: line.id,
  date: line.date,
  title: line.title ?? '',
  group: line.group_id ?? '',
})

/** Errors come as text in answers of 200 as well, and must not be taken for documents (seen in clients: "Dosya Bulunamadı" saved as a story). */
const documentIn = (outcome: Outcome, format: string): HasDocument => {
  if (outcome.kind === 'too-large') return { kind: 'absent' }
  if ('reason' in outcome) return failed(outcome)
  const { bytes, headers } = outcome
  const start = new TextDecoder().decode(bytes.subarray(0, 2_000))
  const json = /^\s*\{/u.test(start) ? wrapped.safeParse(jsonOf(bytes)).data : undefined
  const message = `${json?.response?.message ?? ''} ${start}`
  if (/yetkiniz yoktur/iu.test(message) || outcome.status === 403) return { kind: 'not-covered' }
  if (/dosya bulunamad/iu.test(message) || outcome.status === 404 || outcome.status === 410) return { kind: 'absent' }
  const code = json?.response?.code ?? 0
  if (outcome.kind === 'status' || code >= 400) {
    return failed(
      outcome,
      code >= 400 ? `HAS answered ${code}: ${json?.response?.message ?? ''}`.slice(0, 300) : undefined,
    )
  }
  // One client has met documents inside JSON.
  const xml = typeof json?.data === 'string' ? Buffer.from(json.data) : bytes
  // In UTF-16 a mark and zeros stand around the bracket; a page of HTML is somebody's error page.
  const head = new TextDecoder().decode(xml.subarray(0, 200)).replaceAll('\0', '')
  if (!/^[\s\ufffd]*<(?!html|!doctype html)/iu.test(head)) return { kind: 'absent' }
  return { kind: 'document', bytes: xml, contentType: headers['content-type'] ?? 'application/xml', format }
}

const wrapped = z.object({
  data: z.unknown(),
  response: z.object({ code: z.coerce.number().catch(0), message: z.string().catch('') }).optional(),
})

/** How long to wait where HAS was asked too soon; null: it was not. */
const tooSoonMs = (outcome: Outcome): number | null => {
  if ('reason' in outcome) return null
  const words = /try again in (\d+(?:\.\d+)?) ?sec/iu.exec(new TextDecoder().decode(outcome.bytes.subarray(0, 500)))
  const isText = !/^\s*</u.test(new TextDecoder().decode(outcome.bytes.subarray(0, 64)))
  if (words?.[1] !== undefined && isText) return Math.ceil(Number(words[1]) * 1000)
  return outcome.status === 429 ? (outcome.retryAfterMs ?? pauseMs) : null
}
