import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import type { Agent } from 'undici'

/** A request to somebody else's server. */
export interface Call {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
  /** The most bytes of an answer, decoded; 16 MiB without it. */
  readonly mostBytes?: number
  readonly signal: AbortSignal
}

/** What a server said. Header names are in lower case. */
export interface Said {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  /** Where it was found, after redirects. */
  readonly url: string
  /** Set where every redirect was a permanent one (301, 308): the address to use from now on. */
  readonly movedTo: string | null
  readonly retryAfterMs: number | null
}

/** An answer of 2xx or 304; one of another status; or why there is none, in a sentence. */
export type Outcome =
  | (Said & { readonly kind: 'answer' | 'status' })
  | { readonly kind: 'unreachable' | 'too-large'; readonly reason: string; readonly retryAfterMs: null }

const mebibyte = 1_048_576
const mostAnswerBytes = 16 * mebibyte
const mostRedirects = 5
const wholeMs = 120_000
const longestRetryMs = 86_400_000

// It opens nothing until it is asked to.
let agent: Agent | null = null

/** undici, loaded with the first request, and its connections, which all requests share. */
const client = async () => {
  const { Agent, request } = await import('undici')
  agent ??= new Agent({ connect: { timeout: 10_000 }, headersTimeout: 30_000, bodyTimeout: 30_000 })
  return { request, dispatcher: agent }
}

/**
 * Asks a server and gives what came of it; a failure is an outcome, never thrown. Bodies in gzip, deflate and br are decoded, redirects followed,
 * 5 at most, without credentials to another origin. Addresses of internal hosts are not refused: they are set by the agency's own staff, who
 * legitimately read from machines of their own network.
 */
export const fetchBytes = async (call: Call): Promise<Outcome> => {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(wholeMs)])
  const { url = call.url, method = 'GET', headers = {}, body } = call
  let next = { url, method, headers, body }
  let isPermanent = true
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const outcome = await once({ ...call, ...next, signal })
    if ('reason' in outcome) return outcome
    const location = redirectOf(outcome, next.url)
    if (location === null) return { ...outcome, movedTo: hop > 0 && isPermanent ? next.url : null }
    if (outcome.status !== 301 && outcome.status !== 308) isPermanent = false
    next = redirected(next, outcome.status, location)
  }
  return none(`${call.url} redirects more than ${mostRedirects} times`)
}

/** The reason of an outcome that is not what was hoped for, in a sentence for whoever looks after the source. */
export const reasonOf = (outcome: Outcome): string => {
  if ('reason' in outcome) return outcome.reason
  const words = new TextDecoder()
    .decode(outcome.bytes.subarray(0, 500))
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return `${hostOf(outcome.url)} answered ${outcome.status}${words === '' ? '' : `: ${words.slice(0, 200)}`}`
}

/** Milliseconds that a Retry-After asks to wait (RFC 9110 §10.2.3), a day at most; null where it says nothing that can be read. */
export const retryAfterOf = (text: string | undefined, nowMs: number): number | null => {
  const trimmed = text?.trim() ?? ''
  const waitMs = /^\d+(?:\.\d+)?$/u.test(trimmed) ? Number(trimmed) * 1000 : Date.parse(trimmed) - nowMs
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(Math.ceil(waitMs), 0), longestRetryMs)
}

type Step = { url: string; method: 'GET' | 'POST'; headers: Readonly<Record<string, string>>; body: string | undefined }

const once = async ({
  url,
  method = 'GET',
  headers = {},
  body,
  mostBytes = mostAnswerBytes,
  signal,
}: Call): Promise<Outcome> => {
  try {
    const { request, dispatcher } = await client()
    const answer = await request(url, {
      dispatcher,
      method,
      headers: { 'user-agent': 'Dateline (news intake)', 'accept-encoding': 'gzip, deflate, br', ...headers },
      body: body ?? null,
      signal,
    })
    const taken = await gather(answer.body, mostBytes)
    if (taken === null) return tooLarge(url, mostBytes)
    const said = plainHeaders(answer.headers)
    const bytes = await decoded(taken, said['content-encoding'] ?? '', mostBytes)
    if (bytes === null) return tooLarge(url, mostBytes)
    const retryAfterMs = retryAfterOf(said['retry-after'], Date.now())
    const isGood = (answer.statusCode >= 200 && answer.statusCode < 300) || answer.statusCode === 304
    return {
      kind: isGood ? 'answer' : 'status',
      status: answer.statusCode,
      headers: said,
      bytes,
      url,
      movedTo: null,
      retryAfterMs,
    }
  } catch (error) {
    return none(`${hostOf(url)} could not be read: ${wordsOf(error)}`)
  }
}

const gather = async (body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    // Leaving the loop ends the connection.
    if (size > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const decoders: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  // Some servers mean by deflate the bare stream, without the zlib header of RFC 9110 §8.4.1.2.
  deflate: (bytes, options) =>
    ((bytes[0] ?? 0) % 16 === 8 ? promisify(inflate) : promisify(inflateRaw))(bytes, options),
}

const decoded = async (bytes: Uint8Array, encodings: string, mostBytes: number): Promise<Uint8Array | null> => {
  let plain = bytes
  const names = encodings
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
  for (const name of names.filter(each => each !== '' && each !== 'identity').toReversed()) {
    const decode = decoders[name]
    if (decode === undefined) throw new Error(`its content encoding ${name.slice(0, 20)} is not known`)
    if (plain.length === 0) return plain
    try {
      plain = await decode(plain, { maxOutputLength: mostBytes })
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return null
      throw new Error(`its ${name} body is damaged`, { cause: error })
    }
  }
  return plain
}

const redirectOf = ({ status, headers }: Said, base: string): string | null => {
  if (![301, 302, 303, 307, 308].includes(status)) return null
  const { location = '' } = headers
  if (location === '' || !URL.canParse(location, base)) return null
  const { protocol, href } = new URL(location, base)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}

const redirected = ({ url, method, headers, body }: Step, status: number, location: string): Step => {
  const isSame = new URL(url).origin === new URL(location).origin
  const kept = Object.entries(headers).filter(([name]) => isSame || !/^(?:authorization|cookie)$/iu.test(name))
  const becomesGet = method === 'POST' && status <= 303
  return {
    url: location,
    method: becomesGet ? 'GET' : method,
    headers: Object.fromEntries(kept.filter(([name]) => !becomesGet || !/^content-/iu.test(name))),
    body: becomesGet ? undefined : body,
  }
}

const plainHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]),
  )

const none = (reason: string): Outcome => ({ kind: 'unreachable', reason, retryAfterMs: null })

const tooLarge = (url: string, mostBytes: number): Outcome => ({
  kind: 'too-large',
  reason: `${hostOf(url)} sent more than ${mostBytes} bytes`,
  retryAfterMs: null,
})

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url.slice(0, 80))

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

/** The messages of node:net and undici name host and port; an AggregateError of several addresses has none of its own. */
const wordsOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message === '' ? (codeOf(error) ?? error.name) : error.message
}
