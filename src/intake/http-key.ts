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

/**
 * The source that a request may hand in to: one of the kind http that is enabled, by its key or by a signature with its secret.
 * @throws Refusal `unauthenticated`, which does not tell whether there is such a source; `forbidden` where it is switched off
 */
export const admit = async (
  { db, key, clock }: { readonly db: Db; readonly key: () => Buffer | null; readonly clock: () => Date },
  idOrName: string,
  request: Handed,
): Promise<IntakeSource> => {
  const source = await intakeSource(db, idOrName)
  const secrets = source?.kind === 'http' ? await sourceSecrets(db, source.id) : null
  if (source === null || secrets === null) throw stranger()
  const { keyDigest, secret: sealed } = secrets
  const opener = sealed === null ? null : key()
  const secret = sealed === null || opener === null ? null : open(opener, source.id, sealed)
  const isKnown =
    (keyDigest !== null && hasKey(request, keyDigest)) || (secret !== null && isSigned(request, secret, clock()))
  if (!isKnown) throw stranger()
  if (!source.enabled) throw new Refusal('forbidden', 'this source is switched off')
  return source
}

interface Handed {
  readonly header: (name: string) => string | undefined
  readonly bytes: Uint8Array
}

const stranger = () =>
  new Refusal(
    'unauthenticated',
    'this needs a key of the source (Authorization: Bearer dli_…) or a signature with its secret',
  )

const hasKey = ({ header }: Handed, digest: Uint8Array): boolean => {
  const bearer = /^bearer +(dli_[0-9a-f]{40})$/i.exec(header('authorization')?.trim() ?? '')?.[1]
  return bearer !== undefined && hasDigest(bearer, digest)
}

const isSigned = ({ header, bytes }: Handed, secret: string, now: Date): boolean => {
  const [, seconds, digest] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(header(signatureHeader)?.trim() ?? '') ?? []
  if (seconds === undefined || digest === undefined) return false
  if (Math.abs(now.getTime() / 1_000 - Number(seconds)) > toleranceSeconds) return false
  return timingSafeEqual(Buffer.from(signatureOf(secret, Number(seconds), bytes), 'hex'), Buffer.from(digest, 'hex'))
}
