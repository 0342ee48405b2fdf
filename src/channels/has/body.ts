import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Refusal } from '../../domain/refusal.ts'

/** Many times what any client sends. */
const bodyBytes = 65_536
/** What is too large is read to its end up to this, and dropped: a socket that closes on unread bytes takes the refusal with it. */
const drainedBytes = 16 * bodyBytes

/** The whole body of a request. @throws Refusal `too-large`; an Error where the connection broke off */
export const readBody = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the client went away'))
    const tooLarge = () => reject(new Refusal('too-large', `the body is larger than ${bodyBytes} bytes`))
    if (request.destroyed) return gone()
    const chunks: Buffer[] = []
    let sizeBytes = 0
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.byteLength
      if (sizeBytes <= bodyBytes) chunks.push(chunk)
      else if (sizeBytes > drainedBytes) tooLarge()
    })
    request.once('end', () => (sizeBytes > bodyBytes ? tooLarge() : resolve(Buffer.concat(chunks))))
    request.once('error', reject)
    request.once('close', gone)
  })
