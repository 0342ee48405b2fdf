import { request } from 'node:http'

/** A frame as it came over the wire. */
export interface Frame {
  readonly event: string
  readonly id: number | null
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server sent
  readonly data: any
}

/** A reader of `/v1/stream` that plays a newsroom's client. */
export interface StreamClient {
  readonly status: number
  readonly frames: readonly Frame[]
  /** The first frame, from now or before, that a test is waiting for. */
  until(isIt: (frame: Frame) => boolean, timeoutMs?: number): Promise<Frame>
  /** Entries so far, by seq of those with an id. */
  entries(): Frame[]
  readonly ended: Promise<void>
  /** Stops reading from the socket, or goes on. */
  pause(): void
  resume(): void
  close(): void
}

export const openStream = (
  url: string,
  token: string,
  query = '',
  headers: Record<string, string> = {},
): Promise<StreamClient> =>
  new Promise((resolve, reject) => {
    const asked = request(
      `${url}/v1/stream${query}`,
      { headers: { Authorization: `Bearer ${token}`, ...headers }, agent: false },
      response => {
        const frames: Frame[] = []
        const waiting = new Set<() => void>()
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          const blocks = text.split('\n\n')
          text = blocks.pop() ?? ''
          for (const block of blocks) {
            const frame = parseFrame(block)
            if (frame !== null) frames.push(frame)
          }
          for (const wake of waiting) wake()
        })
        const ended = new Promise<void>(done => response.once('close', done))
        response.on('error', () => {})
        resolve({
          status: response.statusCode ?? 0,
          frames,
          entries: () => frames.filter(frame => frame.event === 'entry'),
          until: (isIt, timeoutMs = 10_000) =>
            new Promise((found, missing) => {
              const look = () => {
                const frame = frames.find(isIt)
                if (frame === undefined) return
                clearTimeout(timer)
                waiting.delete(look)
                found(frame)
              }
              const timer = setTimeout(() => {
                waiting.delete(look)
                missing(
                  new Error(
                    `no such frame in ${timeoutMs} ms; answered ${response.statusCode}, had ${JSON.stringify(frames).slice(0, 3000)}`,
                  ),
                )
              }, timeoutMs)
              waiting.add(look)
              look()
            }),
          ended,
          pause: () => void response.pause(),
          resume: () => void response.resume(),
          close: () => void asked.destroy(),
        })
      },
    )
    asked.once('error', reject)
    asked.end()
  })

const parseFrame = (block: string): Frame | null => {
  const fields = block
    .split('\n')
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()] as const)
  const value = (name: string) => fields.find(([field]) => field === name)?.[1] ?? null
  const data = value('data')
  if (data === null) return null
  const id = value('id')
  return { event: value('event') ?? 'message', id: id === null ? null : Number(id), data: JSON.parse(data) }
}
