import { Buffer } from 'node:buffer'
import type { Refusal, RefusalCode } from '../../domain/refusal.ts'
import type { Served } from '../../media/serve.ts'
import { statusOf } from '../../web/problem.ts'

/** What goes out, headers written as clients look them up: in this very case. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A file that goes out as it is read. */
export interface FileAnswer {
  readonly file: Served
  readonly headers: Answer['headers']
  /** Counts it, just before its bytes go out. @throws Refusal, and then none of them does */
  readonly take: () => Promise<void>
}

/** Every JSON answer of HAS: clients read all three members of `response`. */
const envelope = (status: number, dataJson: string, message: string, headers: Answer['headers']): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: Buffer.from(
    `{"data":${dataJson},"response":${JSON.stringify({ success: status < 400, code: status, message })}}`,
  ),
})

export const found = (data: object, message = ''): Answer => foundJson(JSON.stringify(data), message)

/** The same for data that is JSON text already. */
export const foundJson = (dataJson: string, message = ''): Answer => envelope(200, dataJson, message, {})

/** An answer that has what some clients look for beside `data` too. */
export const foundBeside = (data: object, beside: object): Answer => {
  const body = { data, response: { success: true, code: 200, message: '' }, ...beside }
  return { ...found({}), body: Buffer.from(JSON.stringify(body)) }
}

/** Sends a client on; those that read no more than the header have all they need. */
export const movedTo = (url: string): Answer => envelope(302, JSON.stringify({ url }), '', { Location: url })

export const failed = (status: number, message: string, headers: Answer['headers'] = {}): Answer =>
  envelope(status, 'null', message, headers)

/** What old clients look for in the text of an answer, before whatever else there is to say. */
const sentences: Partial<Record<RefusalCode, string>> = {
  unauthenticated: 'Kullanıcı adı veya şifre hatalı',
  'wrong-credentials': 'Kullanıcı adı veya şifre hatalı',
  'not-entitled': 'Bu içerik için yetkiniz yoktur',
  'not-found': 'Dosya Bulunamadı',
  'no-such-item': 'Dosya Bulunamadı',
  'download-limit': 'Günlük indirme limitiniz dolmuştur',
  killed: 'İptal edilmiştir, kullanmayınız',
  withheld: 'Bekletilmektedir, şu anda kullanılamaz',
}

/** A "no" in the envelope. */
export const refused = ({ code, message, retryAfterMs }: Refusal): Answer => {
  const status = statusOf(code)
  if (code === 'too-many-requests') return tooMany(retryAfterMs ?? 1_000)
  const sentence = sentences[code]
  const text = sentence === undefined ? message : `${sentence} (${message})`
  return failed(status, text, status === 401 ? { 'WWW-Authenticate': 'Basic realm="HAS", charset="UTF-8"' } : {})
}

const tooMany = (waitMs: number): Answer =>
  failed(429, `try again in ${(Math.max(waitMs, 1) / 1000).toFixed(3)} sec`, {
    'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))),
  })

/** The same with HTTP status 200 where something was refused, for clients that read no other; too many requests always were a 429. */
export const withLegacyStatus = (answer: Answer): Answer => {
  if (answer.status < 400 || answer.status === 429 || answer.status >= 500) return answer
  const { 'WWW-Authenticate': _, ...headers } = answer.headers
  return { ...answer, status: 200, headers }
}
