import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline as piped, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { SetupError } from '../store/setup-error.ts'
import type { BlobPlace } from './blob-place.ts'
import { type Blobs, MissingBlob } from './blobs.ts'

type S3Place = Extract<BlobPlace, { readonly kind: 's3' }>

/** Two parts of 16 MiB in memory at once; 10,000 parts are 160 GB (S3: at most 10,000 parts, at least 5 MiB each). */
const partBytes = 16 << 20
const partsAtOnce = 2

/**
 * Objects of a bucket, `prefix/ab/cdef…` by their digest. An object appears whole or not at all (single PUT, or multipart upload completed at its end), and
 * only once the bytes that were sent gave the digest it is under. Credentials as everywhere with AWS: environment, profile, role.
 * @throws SetupError where the bucket cannot be written, with what it said
 */
export const openS3Blobs = async (place: S3Place): Promise<Blobs> => {
  const { bucket: Bucket } = place
  const client = clientOf(place)
  const below = place.prefix === '' ? '' : `${place.prefix}/`
  const keyOf = (digest: string) => `${below}${digest.slice(0, 2)}/${digest.slice(2)}`
  await tryOut(client, { Bucket, Key: `${below}.dateline` }).catch(error => {
    client.destroy()
    throw error
  })
  const sizeOf = async (digest: string): Promise<number | null> => {
    const found = await client.send(new HeadObjectCommand({ Bucket, Key: keyOf(digest) })).catch(notThere)
    return found?.ContentLength ?? null
  }
  const read: Blobs['read'] = async (digest, range) => {
    if (range !== undefined && range.last < range.first) return Readable.from([])
    const Range = range === undefined ? undefined : `bytes=${range.first}-${range.last}`
    try {
      const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(digest), Range }))
      if (!(Body instanceof Readable)) throw new Error('the answer of S3 has no body')
      const wanted = range === undefined ? ContentLength : range.last - range.first + 1
      // Some servers take `bytes=0-0` for the whole (s3rver 3.7.1).
      return wanted !== undefined && (ContentLength ?? 0) > wanted ? Readable.from(firstOf(Body, wanted)) : Body
    } catch (error) {
      if (statusOf(error) === 404) throw new MissingBlob(digest)
      // Beyond the end there is nothing, as with a file.
      if (statusOf(error) === 416) return Readable.from([])
      throw error
    }
  }
  return {
    async keep(path) {
      const kept = await digestOf(path)
      if ((await sizeOf(kept.digest)) === kept.sizeBytes) return kept
      const Body = piped(createReadStream(path), verifying(kept.digest), () => {})
      const upload = new Upload({
        client,
        params: { Bucket, Key: keyOf(kept.digest), Body, ContentLength: kept.sizeBytes },
        partSize: partBytes,
        queueSize: partsAtOnce,
      })
      await upload.done().finally(() => Body.destroy())
      return kept
    },
    read,
    size: sizeOf,
    async file(digest) {
      const folder = await mkdtemp(join(tmpdir(), 'dateline-blob-'))
      const path = join(folder, randomUUID())
      const release = () => rm(folder, { recursive: true, force: true })
      try {
        await pipeline(await read(digest), verifying(digest), createWriteStream(path, { mode: 0o600 }))
        return { path, release }
      } catch (error) {
        await release()
        throw error
      }
    },
    async remove(digest) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(digest) }))
    },
    async *list() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: below })) {
        for (const { Key = '', LastModified } of Contents) {
          const name = /^([0-9a-f]{2})\/([0-9a-f]{62})$/u.exec(Key.slice(below.length))
          if (name !== null && LastModified !== undefined)
            yield { digest: `${name[1]}${name[2]}`, keptAt: LastModified }
        }
      }
    },
    async tidy(before) {
      const listing = new ListMultipartUploadsCommand({ Bucket, Prefix: below })
      // A server without such a list has nothing to be tidied by us.
      const { Uploads = [] } = await client.send(listing).catch(notKnown)
      for (const { Key, UploadId, Initiated } of Uploads)
        if (Initiated !== undefined && Initiated < before)
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
    },
    close: async () => client.destroy(),
  }
}

const mostSockets = 2_000

const clientOf = ({ endpoint, region, pathStyle }: S3Place): S3Client =>
  new S3Client({
    ...(endpoint === null ? {} : { endpoint }),
    // A server of one's own asks for no region, but the signature needs one.
    ...(region !== null ? { region } : endpoint !== null && !process.env.AWS_REGION ? { region: 'us-east-1' } : {}),
    forcePathStyle: pathStyle,
    // A file that is given out holds its connection for as long as its reader takes; by default fifty slow ones would be all there are.
    requestHandler: { httpAgent: { maxSockets: mostSockets }, httpsAgent: { maxSockets: mostSockets } },
    // Checksums in trailers are not known to every server that speaks S3; what is read and sent is verified by its SHA-256 here.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })

/** Writes a mark and reads it back, so that a wrong setting is found at the start and not with the first picture. */
const tryOut = async (client: S3Client, at: { Bucket: string; Key: string }): Promise<void> => {
  try {
    await client.send(new PutObjectCommand({ ...at, Body: 'Dateline keeps files here, by their SHA-256.\n' }))
    await client.send(new HeadObjectCommand(at))
  } catch (error) {
    throw new SetupError(`BLOBS: nothing can be kept in the bucket "${at.Bucket}": ${wordsOf(error)}`)
  }
}

const advice: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket',
  AccessDenied: 'these credentials may not write there',
  InvalidAccessKeyId: 'the access key is not known (AWS_ACCESS_KEY_ID)',
  SignatureDoesNotMatch: 'the secret does not go with the access key (AWS_SECRET_ACCESS_KEY)',
  PermanentRedirect: 'the bucket is in another region (add ?region=…)',
  CredentialsProviderError: 'there are no credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)',
}

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return advice[error.name] ?? (error.message || code || error.name)
}

const digestOf = async (path: string): Promise<{ digest: string; sizeBytes: number }> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { digest: hash.digest('hex'), sizeBytes: (await stat(path)).size }
}

/** Lets bytes through and fails at their end where they do not give the digest. */
const verifying = (digest: string): Transform => {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const isSame = hash.digest('hex') === digest
      done(isSame ? null : new Error(`the bytes of ${digest} are not those of that digest`))
    },
  })
}

const statusOf = (error: unknown): number | null =>
  error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null

/** The first bytes of a stream, which is let go once they have been read. */
async function* firstOf(stream: Readable, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of stream) {
    const part = (chunk as Buffer).subarray(0, left)
    left -= part.length
    yield part
    if (left === 0) return
  }
}

const notKnown = (error: unknown): { Uploads?: undefined } => {
  if (statusOf(error) === 501) return {}
  throw error
}

const notThere = (error: unknown): null => {
  if (statusOf(error) === 404) return null
  throw error
}
