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

/** Sends a request on a connection of its own; 429 is waited for as it says. @param from instead of where it would begin */
export const begin = async (asked: Asked, from?: number): Promise<Begun> => {
  const { url, token, manner } = asked
  const isPart = manner.kind === 'part'
  const first = from ?? (isPart ? manner.first : 0)
  const range = isPart || first > 0 ? { Range: `bytes=${first}-${isPart ? manner.last : ''}` } : {}
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

/** What was fetched, and how often it had to be gone on with. */
interface Fetched {
  readonly bytes: number
  readonly resumed: number
}

/**
 * Reads an answer to its end, or up to where its reader goes away. Where this machine was so busy that nothing was read for a minute, the server has let the
 * connection go: its reader goes on where it was, as every client does. @throws Error where a byte is another than that of the file, or too few come
 */
export const finish = async (begun: Begun, bytes: Buffer): Promise<Fetched> => {
  const { manner } = begun.asked
  const from = manner.kind === 'part' ? manner.first : 0
  const until = manner.kind === 'part' ? manner.last + 1 : bytes.length
  let at = from
  const hasEnough = () => manner.kind === 'abort' && at - from >= manner.afterBytes
  const read = async ({ answer, asked }: Begun): Promise<void> => {
    const status = manner.kind === 'part' || at > 0 ? 206 : 200
    if (answer.statusCode !== status) throw new Error(`${asked.url} was answered ${answer.statusCode}`)
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if (bytes.compare(chunk, 0, chunk.length, at, at + chunk.length) !== 0)
        throw new Error(`another byte than in the file between ${at} and ${at + chunk.length}`)
      at += chunk.length
      if (hasEnough()) return void answer.destroy()
    }
    if (at !== until) throw new Error(`${at - from} bytes came instead of ${until - from}`)
  }
  let resumed = 0
  for (let now = begun; ; now = await begin(begun.asked, at)) {
    try {
      await read(now)
      return { bytes: at - from, resumed }
    } catch (error) {
      const isBrokenOff = error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
      if (!isBrokenOff || ++resumed > 5) throw error
    }
  }
}
