import { createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Agent } from 'undici'
import { retryAfterOf } from './fetch.ts'
import { InsideAddress, publicLookup, refusedHost } from './media-address.ts'

/** What is to be fetched, and by whose leave. */
export interface FileCall {
  readonly url: string
  /** The origin of the source's own server: it may be of our network, and is shown the credential; null: there is none. */
  readonly home: string | null
  readonly authorization: string | null
  /** Where the bytes are put. */
  readonly path: string
  readonly mostBytes: number
  readonly signal: AbortSignal
}

/** `fetched`; `refused`: it will not be given, and asking again is of no use; `failed`: it may come another time. */
export type FileOutcome =
  | { readonly kind: 'fetched'; readonly fileName: string | null }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null }

const wholeMs = 3_600_000
const quietMs = 60_000
const mostRedirects = 5
const mostWordBytes = 4_096

const agents: { home?: Agent; world?: Agent } = {}

/** undici with two kinds of connections: to servers that the agency has set, and to whatever a document names. */
const client = async (isHome: boolean) => {
  const { Agent, request } = await import('undici')
  const timeouts = { headersTimeout: quietMs, bodyTimeout: quietMs }
  const kind = isHome ? 'home' : 'world'
  const lookup = isHome ? {} : { lookup: publicLookup }
  const dispatcher = agents[kind] ?? new Agent({ ...timeouts, connect: { timeout: 10_000, ...lookup } })
  agents[kind] = dispatcher
  return { request, dispatcher }
}

/**
 * Fetches a file onto the disk. Redirects are followed, five at most. From other servers than the source's own, nothing is fetched out of our own network,
 * whatever their names lead to, and no credential is shown to them.
 */
export const fetchFile = async (call: FileCall): Promise<FileOutcome> => {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(wholeMs)])
  let { url } = call
  try {
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const outcome = await once({ ...call, url, signal })
      if (!('location' in outcome)) return outcome
      url = outcome.location
    }
    return refused(`${hostOf(call.url)} redirects more than ${mostRedirects} times`)
  } catch (error) {
    if (error instanceof InsideAddress) return refused(error.message)
    return { kind: 'failed', reason: `${hostOf(url)}: ${wordsOf(error)}`, retryAfterMs: null }
  }
}

const once = async (call: FileCall): Promise<FileOutcome | { readonly location: string }> => {
  const url = new URL(call.url)
  const isHome = url.origin === call.home
  const inside = isHome ? null : refusedHost(url)
  if (inside !== null) return refused(inside)
  const { request, dispatcher } = await client(isHome)
  const answer = await request(url, {
    dispatcher,
    method: 'GET',
    headers: {
      'user-agent': 'Dateline (news intake)',
      accept: '*/*',
      'accept-encoding': 'identity',
      ...(isHome && call.authorization !== null ? { authorization: call.authorization } : {}),
    },
    signal: call.signal,
  })
  const { statusCode, body } = answer
  const header = (name: string): string | undefined => [answer.headers[name] ?? []].flat()[0]
  const leave = async <T>(outcome: T): Promise<T> => {
    body.destroy()
    return outcome
  }
  body.on('error', () => {})
  if ([301, 302, 303, 307, 308].includes(statusCode)) return leave(redirected(header('location'), url))
  if (statusCode !== 200) {
    const reason = `${url.host} answered ${statusCode}`
    const isFinal = statusCode >= 400 && statusCode < 500 && ![401, 408, 425, 429].includes(statusCode)
    if (isFinal) return leave(refused(reason))
    return leave({ kind: 'failed', reason, retryAfterMs: retryAfterOf(header('retry-after'), Date.now()) })
  }
  const coding = header('content-encoding') ?? 'identity'
  if (coding !== 'identity') return leave(refused(`${url.host} sent the file in ${coding.slice(0, 20)}`))
  const length = Number(header('content-length') ?? 0)
  if (length > call.mostBytes) return leave(refused(`it is larger than ${call.mostBytes} bytes`))
  const counted = bounded(call.mostBytes)
  await pipeline(body, counted.through, createWriteStream(call.path, { mode: 0o600 })).catch(error => {
    if (!counted.isOver()) throw error
  })
  if (counted.isOver()) return refused(`it is larger than ${call.mostBytes} bytes`)
  return (await sentence(call.path, url)) ?? { kind: 'fetched', fileName: nameOf(header('content-disposition'), url) }
}

const refused = (reason: string): FileOutcome => ({ kind: 'refused', reason })

const redirected = (location: string | undefined, base: URL): FileOutcome | { readonly location: string } => {
  if (location === undefined || !URL.canParse(location, base)) return refused(`${base.host} redirects to nowhere`)
  const { protocol, href } = new URL(location, base)
  return protocol === 'http:' || protocol === 'https:'
    ? { location: href }
    : refused(`${base.host} redirects to ${protocol}`)
}

const bounded = (mostBytes: number) => {
  let size = 0
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      done(size > mostBytes ? new Error('too large') : null, chunk)
    },
  })
  return { through, isOver: () => size > mostBytes }
}

/** HAS answers 200 with a sentence where it is asked too soon, or has no such file; that is none. */
const sentence = async (path: string, { host }: URL): Promise<FileOutcome | null> => {
  if ((await stat(path)).size > mostWordBytes) return null
  const words = (await readFile(path)).toString('latin1')
  const soon = /try again in (\d+(?:\.\d+)?) ?sec/iu.exec(words)?.[1]
  if (soon !== undefined) {
    return { kind: 'failed', reason: `${host} was asked too soon`, retryAfterMs: Math.ceil(Number(soon) * 1_000) }
  }
  return /dosya bulunamad|yetkiniz yoktur|"success" ?: ?false/iu.test(words)
    ? refused(`${host} has no such file for us`)
    : null
}

/** The name that a server gives (RFC 6266), else the last part of the address; what cannot stand in a name is taken out where it is kept. */
const nameOf = (disposition: string | undefined, url: URL): string | null => {
  const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/iu.exec(disposition ?? '')?.[1]
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/iu.exec(disposition ?? '')
  const last = url.pathname.split('/').filter(Boolean).at(-1)
  return [decodedOf(extended), plain?.[1], plain?.[2], decodedOf(last)].find(Boolean) ?? null
}

const decodedOf = (text: string | undefined): string | null => {
  try {
    return text === undefined ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url.slice(0, 80))

const wordsOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ')
  return error instanceof Error ? error.message.slice(0, 300) : String(error)
}
