import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '../../domain/refusal.ts'
import { type Asset, assetOf, isAssetId, makeAssetId } from '../../store/asset.ts'
import type { Db } from '../../store/db.ts'
import { createSessionLocks } from '../../store/session-lock.ts'
import { assetJson } from '../asset-json.ts'
import type { Blobs } from '../blobs.ts'
import { readFormFiles } from '../form-files.ts'
import type { Workshop } from '../make/workshop.ts'
import { takeFile } from '../take.ts'
import type { UploadDoor } from './door.ts'
import { uploadFolder } from './folder.ts'
import { readMetadata, type Said, type UploadMetadata } from './metadata.ts'
import { createTus, type TusDoor } from './tus.ts'

/** Files on their way in. */
export interface Uploads {
  /** Answers a request of tus 1.0, or a GET that asks what became of an upload, at or below the path of the door. */
  handle(request: IncomingMessage, response: ServerResponse, door: UploadDoor): Promise<void>
  /** Takes a whole body. @param key of the sender: with the same one it is taken once @throws Refusal as `takeFile`, and `too-large` */
  take(
    body: AsyncIterable<Uint8Array>,
    what: UploadMetadata & { readonly by: string; readonly key: string | null },
  ): Promise<Asset>
  /** Takes the file of a form (multipart/form-data), whose other fields may say more of it. @throws Refusal as `take` */
  takeForm(
    body: AsyncIterable<Uint8Array>,
    form: { readonly contentType: string; readonly said: Said; readonly by: string; readonly key: string | null },
  ): Promise<Asset>
  /** Removes uploads of which nothing was heard for a day. @returns how many files */
  sweep(now: Date): Promise<number>
  stop(): void
}

interface UploadParts {
  readonly db: Db
  readonly blobs: Blobs
  readonly workshop: Pick<Workshop, 'inspect'>
  /** Where uploads grow. */
  readonly folder: string
  readonly mostBytes: number
}

const dayMs = 86_400_000

/**
 * Takes uploads: resumable ones by tus 1.0 (tus.io/protocols/resumable-upload), whose address ends in the id that the asset will have. What has come in is on
 * the disk when it is answered; another process, or this one after a crash, goes on from there. Once it is whole it is taken in, as often as it is asked, once.
 */
export const createUploads = (parts: UploadParts): Uploads => {
  const { db, blobs, workshop, mostBytes } = parts
  const folder = uploadFolder(parts.folder)
  const locks = createSessionLocks(db)
  const taking = new Map<string, Promise<Asset>>()

  const takeOnce = (id: string, metadata: UploadMetadata, by: string): Promise<Asset> => {
    const running = taking.get(id)
    if (running !== undefined) return running
    const { fileName, as, digest } = metadata
    const work = takeFile(
      { db, blobs, workshop },
      { path: folder.pathOf(id), id, fileName, addedBy: by, as, digest },
    ).finally(() => taking.delete(id))
    taking.set(id, work)
    return work
  }

  /** What has become of an upload that is whole: taken before, taken now, or refused, which is kept in mind. */
  const finish: TusDoor['finish'] = async ({ id, metadata, by }) => {
    const known = (await assetOf(db, id)) ?? (await folder.refusalOf(id))
    if (known !== null) return known
    try {
      return await takeOnce(id, metadata, by)
    } catch (error) {
      if (error instanceof Refusal) {
        await folder.refuse(id, error)
        return error
      }
      // Another process may have taken it and its bytes away.
      const theirs = await assetOf(db, id)
      if (theirs !== null) return theirs
      throw error
    }
  }

  const tus = createTus({ folder, locks, mostBytes, expiresMs: dayMs, finish })

  /** Takes a file once it has been written down, unless it was taken with the same key before. */
  const takeWritten = async (
    by: string,
    key: string | null,
    write: () => Promise<{ metadata: UploadMetadata; path: string }>,
  ): Promise<Asset> => {
    const id = key === null ? makeAssetId() : idOfKey(by, key)
    const known = key === null ? null : await assetOf(db, id)
    if (known !== null) return known
    const { metadata, path } = await write()
    const { fileName, as, digest } = metadata
    return takeFile({ db, blobs, workshop }, { path, id, fileName, addedBy: by, as, digest })
  }

  return {
    async handle(request, response, door) {
      const id = idIn(request, door.path)
      const asset = id === null ? null : await assetOf(db, id)
      if (asset !== null && asset.addedBy !== door.by) throw notYours(id)
      if (asset !== null && id !== null) await folder.forget(id)
      const refusal = asset === null && id !== null ? await folder.refusalOf(id) : null
      response.setHeader('Cache-Control', 'no-store')
      response.setHeader('X-Content-Type-Options', 'nosniff')
      if (asset !== null && request.method !== 'DELETE') return answerTaken(request, response, asset)
      if (refusal !== null) throw refusal
      if (request.method === 'GET' && id === null) throw new Refusal('not-found', 'an upload is asked for by its id')
      if (id !== null && (request.method === 'GET' || request.method === 'HEAD')) {
        const { metadata, sizeBytes, receivedBytes } = await tus.stateOf(id, door.by)
        if (receivedBytes === sizeBytes) {
          // Whole, and whoever was to take it in has died.
          const taken = await finish({ id, metadata, by: door.by })
          await folder.forget(id)
          if (taken instanceof Refusal) throw taken
          return answerTaken(request, response, taken)
        }
        if (request.method === 'GET') return answerUnfinished(response, { id, sizeBytes, receivedBytes })
      }
      await tus.handle(request, response, door)
    },
    async take(body, { by, key, ...metadata }) {
      const own = makeAssetId()
      try {
        return await takeWritten(by, key, async () => ({ metadata, path: await folder.write(own, body, mostBytes) }))
      } finally {
        await folder.forget(own)
      }
    },
    async takeForm(body, { contentType, said, by, key }) {
      const own = await folder.makeInside()
      try {
        return await takeWritten(by, key, async () => {
          const { fields, files } = await readFormFiles(body, contentType, { folder: own, mostBytes, mostFiles: 1 })
          const [file] = files
          if (file === undefined) throw new Refusal('bad-input', 'file: the form has none', { field: 'file' })
          const metadata = readMetadata({ name: file.fileName, ...Object.fromEntries(fields), ...said })
          return { metadata, path: file.path }
        })
      } finally {
        await rm(own, { recursive: true, force: true })
      }
    },
    sweep: now => folder.sweep(new Date(now.getTime() - dayMs)),
    stop: () => locks.stop(),
  }
}

/** The id at the end of an address; null at the door itself. @throws Refusal `not-found` */
const idIn = (request: IncomingMessage, path: string): string | null => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const rest = pathname.slice(path.length).replace(/^\//u, '')
  if (rest === '') return null
  if (!isAssetId(rest)) throw notYours(rest.slice(0, 80))
  return rest
}

const notYours = (id: string | null) => new Refusal('not-found', `there is no upload ${id}`)

/** The same for the same key of the same sender. */
const idOfKey = (by: string, key: string): string =>
  `ast_${createHash('sha256').update(`${by}\n${key}`).digest('hex').slice(0, 20)}`

/** An upload that has been taken, for whoever missed the answer: as tus says it, with the asset. */
const answerTaken = (request: IncomingMessage, response: ServerResponse, asset: Asset): void => {
  const body = JSON.stringify(assetJson(asset))
  const size = String(asset.sizeBytes)
  request.resume()
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': size,
    'Upload-Length': size,
    'X-Asset-Id': asset.id,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

const answerUnfinished = (
  response: ServerResponse,
  state: { readonly id: string; readonly sizeBytes: number | null; readonly receivedBytes: number },
): void => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ ...state, state: 'uploading' }))
}
