import { connect, type Socket } from 'node:net'

/** What came of asking for a while. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  readonly bytes: number
}

/** Asks over kept connections, one request after another on each, for so long.
 *  @param next the bytes of the next request @throws Error for an answer that is neither 200 nor 302 */
export const load = async ({
  port,
  connections,
  ms,
  next,
}: {
  port: number
  connections: number
  ms: number
  next: () => Buffer
}): Promise<Load> => {
  const began = performance.now()
  const until = began + ms
  const each = await Promise.all(Array.from({ length: connections }, () => askOn(port, until, next)))
  const sum = (of: 'requests' | 'bytes') => each.reduce((total, one) => total + one[of], 0)
  return { requests: sum('requests'), bytes: sum('bytes'), seconds: (performance.now() - began) / 1000 }
}

const askOn = (port: number, until: number, next: () => Buffer): Promise<{ requests: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    let requests = 0
    let bytes = 0
    /** Still to come of the answer; null: its head is not whole yet. */
    let left: number | null = null
    let head = Buffer.alloc(0)
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => void socket.write(next()))
    const wrong = (why: string) => {
      socket.destroy()
      reject(new Error(why))
    }
    socket.on('data', chunk => {
      bytes += chunk.length
      if (left === null) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
        const end = head.indexOf('\r\n\r\n')
        if (end === -1) return
        const text = head.toString('latin1', 0, end)
        if (!text.startsWith('HTTP/1.1 200') && !text.startsWith('HTTP/1.1 302'))
          return wrong(`not answered with 200: ${head.toString('utf8', 0, 600)}`)
        const length = Number(/\r\ncontent-length: (\d+)/iu.exec(text)?.[1] ?? Number.NaN)
        left = length - (head.length - end - 4)
        head = Buffer.alloc(0)
      } else left -= chunk.length
      if (left > 0) return
      if (left !== 0) return wrong('an answer without a length, or longer than it')
      requests++
      left = null
      if (performance.now() < until) socket.write(next())
      else {
        socket.destroy()
        resolve({ requests, bytes })
      }
    })
    socket.once('error', reject)
  })
