import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whom a client sends to, and as whom. */
export interface Sender {
  readonly url: string
  readonly key: string
  isOver(): boolean
}

/** An upload that the server has accepted. */
export interface Sent {
  readonly id: string
  readonly digest: string
}

const pieceBytes = 48 << 10
/** So that a file is on its way for a while. */
const pauseMs = 15
const againMs = 150

/** Sends a file by tus 1.0 (tus.io/protocols/resumable-upload) until it is accepted, however often the line breaks, one upload and no other. */
export const endless = async ({ url, key, isOver }: Sender, bytes: Buffer): Promise<Sent> => {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const headers = { authorization: `Bearer ${key}`, 'Tus-Resumable': '1.0.0' }
  const metadata = Object.entries({ filename: 'storm.jpg', sha256: digest })
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  let place: string | null = null
  const attempt = async (): Promise<string | null> => {
    if (place === null) {
      const said = { ...headers, 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadata }
      const made = await fetch(`${url}/v1/uploads`, { method: 'POST', headers: said })
      place = made.status === 201 ? new URL(made.headers.get('location') ?? '', url).href : null
      if (place === null) return null
    }
    const head = await fetch(place, { method: 'HEAD', headers })
    if (head.status === 404 || head.status === 410) throw new Error(`${place} is gone: ${head.status}`)
    if (head.status !== 200) return null
    const taken = head.headers.get('x-asset-id')
    if (taken !== null) return taken
    for (let offset = Number(head.headers.get('upload-offset')); ; ) {
      const piece = new Uint8Array(bytes.subarray(offset, offset + pieceBytes))
      const said = { ...headers, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }
      const answer = await fetch(place, { method: 'PATCH', headers: said, body: piece })
      if (answer.status === 422 || answer.status === 400) throw new Error(`refused: ${await answer.text()}`)
      if (answer.status >= 300) return null
      const id = answer.headers.get('x-asset-id')
      if (id !== null) return id
      offset = Number(answer.headers.get('upload-offset'))
      await sleep(pauseMs)
    }
  }
  while (!isOver()) {
    const id = await attempt().catch(error => {
      if (isBroken(error)) return null
      throw error
    })
    if (id !== null) return { id, digest }
    await sleep(againMs)
  }
  throw new Error('the trial was over before the upload was')
}

/** What `fetch` says of a line that broke. */
const isBroken = (error: unknown): boolean => error instanceof TypeError && error.message.includes('fetch failed')
