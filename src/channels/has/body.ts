import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Refusal } from '../../domain/refusal.ts'

/** Many times what any client sends. */
const bodyBytes = 65_536

/** The whole body of a request. What exceeds the limit is read and dropped, so that the refusal can still be received.
 *  @throws Refusal `too-large`; the error of a connection that broke off */
export const readBody = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the client went away'))
    if (request.destroyed) return gone()
    const chunks: Buffer[] = []
    let sizeBytes = 0
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.byteLength
      if (sizeBytes <= bodyBytes) return void chunks.push(chunk)
      reject(new Refusal('too-large', `the body is larger than ${bodyBytes} bytes`))
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('close', gone)
  })
