import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Of the sealed form: a byte that names it, the nonce, the tag, the ciphertext. */
const form = 1
const nonceBytes = 12
const tagBytes = 16
const startBytes = 1 + nonceBytes + tagBytes

/** Seals a secret with AES-256-GCM (NIST SP 800-38D). @param key 32 bytes @param owner the id of what it belongs to: it opens under no other */
export const seal = (key: Uint8Array, owner: string, secret: string): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(form), nonce, cipher.getAuthTag(), text])
}

/** The secret that was sealed; null where the key or the owner is another, or the bytes have changed. */
export const open = (key: Uint8Array, owner: string, sealed: Uint8Array): string | null => {
  const bytes = Buffer.from(sealed)
  if (bytes[0] !== form || bytes.length < startBytes) return null
  const nonce = bytes.subarray(1, 1 + nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(1 + nonceBytes, startBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(startBytes)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
