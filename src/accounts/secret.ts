import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret nobody can guess: 160 random bits in hexadecimal, which no shell, header or address has to quote. */
export const makeSecret = (): string => randomBytes(20).toString('hex')

/** Whether a text looks like one that `makeSecret` made. */
export const isSecret = (text: string): boolean => /^[0-9a-f]{40}$/.test(text)

/** What is kept of a generated secret. Plain SHA-256 is enough for 160 random bits: there is nothing to guess faster. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Whether a secret has this digest, in the same time whatever it is. */
export const hasDigest = (secret: string, digest: Uint8Array): boolean => timingSafeEqual(digestOf(secret), digest)

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new id with a prefix that says of what: `sub_` and sixteen random letters and digits. */
export const makeId = (prefix: 'sub' | 'lic' | 'stf' | 'usr'): string =>
  `${prefix}_${[...randomBytes(16)].map(byte => alphabet[byte % alphabet.length]).join('')}`
