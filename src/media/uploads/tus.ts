import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server, ServerOptions } from '@tus/server'
import { Refusal } from '../../domain/refusal.ts'
import { type Asset, isAssetId, makeAssetId } from '../../store/asset.ts'
import type { SessionLocks } from '../../store/session-lock.ts'
import { assetJson } from '../asset-json.ts'
import type { UploadDoor } from './door.ts'
import type { UploadFolder } from './folder.ts'
import { createUploadLocker } from './lock.ts'
import { readMetadata, type UploadMetadata } from './metadata.ts'

/** An upload all of whose bytes are there. */
interface Whole {
  readonly id: string
  readonly metadata: UploadMetadata
  readonly by: string
}

export interface TusDoor {
  readonly folder: UploadFolder
  readonly locks: SessionLocks
  readonly mostBytes: number
  readonly expiresMs: number
  finish(whole: Whole): Promise<Asset | Refusal>
}

/** The request of a hook is a web one around that of Node. */
type HookRequest = Parameters<NonNullable<ServerOptions['onUploadFinish']>>[0]

/** tus 1.0 with creation, creation-with-upload, termination and expiration; loaded with the first upload. */
export const createTus = (parts: TusDoor) => {
  const doors = new WeakMap<IncomingMessage, UploadDoor>()
  let opened: ReturnType<typeof openServer> | null = null
  const server = () => {
    opened ??= openServer(parts, request => {
      const door =
        request.runtime?.node === undefined ? undefined : doors.get(request.runtime.node.req as IncomingMessage)
      if (door === undefined) throw new Error('a request of tus without its door')
      return door
    })
    return opened
  }
  return {
    async handle(request: IncomingMessage, response: ServerResponse, door: UploadDoor): Promise<void> {
      doors.set(request, door)
      await (await server()).tus.handle(request, response)
    },
    /** How far an upload is. @throws Refusal `not-found` where there is none of this sender */
    async stateOf(id: string, by: string) {
      const { store } = await server()
      const upload = await store.getUpload(id).catch(() => null)
      if (upload === null || upload.metadata?.by !== by) throw new Refusal('not-found', `there is no upload ${id}`)
      return {
        metadata: readMetadata(upload.metadata),
        sizeBytes: upload.size ?? null,
        receivedBytes: upload.offset,
      }
    },
  }
}

const openServer = async (
  { folder, locks, mostBytes, expiresMs, finish }: TusDoor,
  doorOf: (request: HookRequest) => UploadDoor,
) => {
  const [{ EVENTS, Server: TusServer }, { FileStore }] = await Promise.all([
    import('@tus/server'),
    import('@tus/file-store'),
  ])
  await folder.make()
  const store = new FileStore({ directory: folder.path, expirationPeriodInMilliseconds: expiresMs })
  const refused = (request: HookRequest, error: unknown) => {
    const { status, body } = doorOf(request).problem(error)
    request.runtime?.node?.res?.setHeader('Content-Type', 'application/problem+json')
    return { status_code: status, body }
  }
  const tus: Server = new TusServer({
    // Not used: addresses are made and read by what the door says.
    path: '/uploads',
    datastore: store,
    locker: createUploadLocker(locks),
    maxSize: mostBytes,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    namingFunction: () => makeAssetId(),
    generateUrl: (request, { id }) => `${doorOf(request).path}/${id}`,
    getFileIdFromRequest: (_, last) => (last !== undefined && isAssetId(last) ? last : undefined),
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return
      const upload = await store.getUpload(id)
      if (upload.metadata?.by !== doorOf(request).by) throw new Refusal('not-found', `there is no upload ${id}`)
    },
    async onUploadCreate(request, upload) {
      const { fileName, as, digest } = readMetadata(upload.metadata ?? {})
      if (upload.size === 0) throw new Refusal('unsafe-file', 'the file is empty', { field: 'file' })
      const said = {
        filename: fileName,
        ...(as === null ? {} : { as }),
        ...(digest === null ? {} : { sha256: digest }),
      }
      return { metadata: { ...said, by: doorOf(request).by } }
    },
    async onUploadFinish(request, { id, metadata = {} }) {
      const { by } = doorOf(request)
      const taken = await finish({ id, metadata: readMetadata(metadata), by })
      const headers = { 'Content-Type': 'application/json', 'X-Asset-Id': id }
      if (!(taken instanceof Refusal))
        return { status_code: request.method === 'POST' ? 201 : 200, headers, body: JSON.stringify(assetJson(taken)) }
      const { status_code, body } = refused(request, taken)
      return { status_code, body, headers: { 'Content-Type': 'application/problem+json' } }
    },
    onResponseError: (request, error) => (error instanceof Refusal ? refused(request, error) : undefined),
  })
  tus.on(EVENTS.POST_FINISH, (_request, _response, { id }) => void folder.forget(id).catch(() => {}))
  return { tus, store }
}
