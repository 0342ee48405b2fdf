import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** How somebody fetches a file: whole; a part of it; or going away after so many bytes. */
export type Manner =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'abort'; readonly afterBytes: number }

export interface Asked {
  readonly url: string
  readonly token: string
  readonly manner: Manner
}

/** An answer of which the headers are there and nothing has been read. */
export interface Begun {
  readonly answer: IncomingMessage
  readonly asked: Asked
}

/** Sends a request on a connection of its own; 429 is waited for as it says. */
export const begin = async (asked: Asked): Promise<Begun> => {
  const { url, token, manner } = asked
  const range = manner.kind === 'part' ? { Range: `bytes=${manner.first}-${manner.last}` } : {}
  for (;;) {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, ...range }
      request(url, { agent: false, headers }, resolve).on('error', reject).end()
    })
    if (answer.statusCode !== 429) return { answer, asked }
    answer.resume()
    await sleep(1_000 * Number(answer.headers['retry-after'] ?? 1))
  }
}

/** Reads an answer to its end, or up to where its reader goes away. @throws Error where a byte is another than that of the file */
export const finish = async ({ answer, asked }: Begun, bytes: Buffer): Promise<number> => {
  const { manner } = asked
  const status = manner.kind === 'part' ? 206 : 200
  if (answer.statusCode !== status) throw new Error(`${asked.url} was answered ${answer.statusCode}`)
  const from = manner.kind === 'part' ? manner.first : 0
  const until = manner.kind === 'part' ? manner.last + 1 : bytes.length
  let at = from
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (bytes.compare(chunk, 0, chunk.length, at, at + chunk.length) !== 0)
      throw new Error(`another byte than in the file between ${at} and ${at + chunk.length}`)
    at += chunk.length
    if (manner.kind === 'abort' && at - from >= manner.afterBytes) {
      answer.destroy()
      return at - from
    }
  }
  if (at !== until) throw new Error(`${at - from} bytes came instead of ${until - from}`)
  return at - from
}
