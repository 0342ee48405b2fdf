import { Upload } from 'tus-js-client'

/** An upload that was taken. */
export interface Sent {
  readonly asset: { id: string; sha256: string; state: string; type: string; fileName: string }
  readonly url: string
}

/** What is sent, where to, and how. */
export interface Sending {
  readonly endpoint: string
  /** Of a source. */
  readonly key: string
  readonly bytes: Buffer
  readonly metadata?: Record<string, string>
  /** Of an upload that was begun before. */
  readonly uploadUrl?: string
  readonly pieceBytes?: number
  /** Called with each piece that was taken; `true` stops. */
  readonly onPiece?: (offset: number, url: string) => boolean
}

/** Sends with the client of the tus project; null where it was stopped. */
export const sentByTus = ({ bytes, metadata = {}, endpoint, key, uploadUrl, pieceBytes = 10_000, ...on }: Sending) =>
  new Promise<Sent | null>((resolve, reject) => {
    const upload = new Upload(bytes, {
      ...(uploadUrl === undefined ? { endpoint } : { uploadUrl }),
      uploadSize: bytes.length,
      chunkSize: pieceBytes,
      retryDelays: [0, 200, 500, 1_000, 2_000, 3_000],
      metadata: { filename: 'storm.jpg', ...metadata },
      headers: { authorization: `Bearer ${key}` },
      onChunkComplete: (_, offset) => {
        if (on.onPiece?.(offset, upload.url ?? '') === true) void upload.abort().then(() => resolve(null))
      },
      onSuccess: ({ lastResponse }) =>
        void (async () => {
          const url = upload.url ?? ''
          const body = lastResponse.getBody()
          // What was complete already is asked for once more.
          const asset =
            body === ''
              ? await (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).json()
              : JSON.parse(body)
          resolve({ asset, url })
        })().catch(reject),
      onError: reject,
    })
    upload.start()
  })
