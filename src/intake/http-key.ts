import { createHmac, timingSafeEqual } from 'node:crypto'
import { open } from '../accounts/sealed.ts'
import { hasDigest } from '../accounts/secret.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Db } from '../store/db.ts'
import { type IntakeSource, intakeSource, sourceSecrets } from '../store/intake-source.ts'

/** How far the clock of a sender may be off. */
const toleranceSeconds = 300

/** The header in which a sender signs what it hands in: `t=1795478400,v1=<64 hexadecimal digits>`. */
const signatureHeader = 'dateline-signature'

/** The signature of a body at a time: HMAC-SHA256 over `<seconds since 1970>.<body>`, in hexadecimal. */
export const signatureOf = (secret: string, seconds: number, bytes: Uint8Array): string =>
  createHmac('sha256', secret).update(`${seconds}.`).update(bytes).digest('hex')

/** A source that a request may hand in to, once its body has been proven. */
interface Admitted {
  readonly source: IntakeSource
  /** @throws Refusal `unauthenticated` where the request was signed, and not this body; `forbidden` where the source is switched off */
  prove(bytes: Uint8Array): void
}

type Header = (name: string) => string | undefined

/**
 * The source that a request may hand in to: one of the kind http, by its key or by a signature with its secret. Who brings neither
 * is turned away before a byte of the body is read.
 * @throws Refusal `unauthenticated`, which does not tell whether there is such a source
 */
export const admit = async (
  { db, key, clock }: { readonly db: Db; readonly key: () => Buffer | null; readonly clock: () => Date },
  idOrName: string,
  header: Header,
): Promise<Admitted> => {
  const source = await intakeSource(db, idOrName)
  const secrets = source?.kind === 'http' ? await sourceSecrets(db, source.id) : null
  if (source === null || secrets === null) throw stranger()
  const { keyDigest, secret: sealed } = secrets
  const hasKey = keyDigest !== null && bringsKey(header, keyDigest)
  const signature = hasKey || sealed === null ? null : signatureIn(header, clock())
  const opener = signature === null ? null : key()
  const secret = sealed === null || opener === null ? null : open(opener, source.id, sealed)
  if (!hasKey && (signature === null || secret === null)) throw stranger()
  return {
    source,
    prove(bytes) {
      if (signature !== null && secret !== null && !isSigned(bytes, secret, signature)) throw stranger()
      if (!source.enabled) throw new Refusal('forbidden', 'this source is switched off')
    },
  }
}

const stranger = () =>
  new Refusal(
    'unauthenticated',
    'this needs a key of the source (Authorization: Bearer dli_…) or a signature with its secret',
  )

const bringsKey = (header: Header, digest: Uint8Array): boolean => {
  const bearer = /^bearer +(dli_[0-9a-f]{40})$/i.exec(header('authorization')?.trim() ?? '')?.[1]
  return bearer !== undefined && hasDigest(bearer, digest)
}

interface Signature {
  readonly seconds: number
  readonly digest: Buffer
}

/** The signature that a request brings, of a time that is near; null: there is none. */
const signatureIn = (header: Header, now: Date): Signature | null => {
  const [, seconds, digest] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(header(signatureHeader)?.trim() ?? '') ?? []
  if (seconds === undefined || digest === undefined) return null
  if (Math.abs(now.getTime() / 1_000 - Number(seconds)) > toleranceSeconds) return null
  return { seconds: Number(seconds), digest: Buffer.from(digest, 'hex') }
}

const isSigned = (bytes: Uint8Array, secret: string, { seconds, digest }: Signature): boolean =>
  timingSafeEqual(Buffer.from(signatureOf(secret, seconds, bytes), 'hex'), digest)
