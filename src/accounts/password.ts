import { hash, verify } from '@node-rs/argon2'

// argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP Password Storage Cheat Sheet (2026); about 15 ms.
// The library's algorithm is argon2id where none is named.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** In characters. NIST SP 800-63B asks for at least 8, and for at least 64 to be possible. */
export const passwordLength = { least: 10, most: 200 }

// The same password typed on another keyboard may come as other code points (NIST SP 800-63B §3.1.1.2: NFKC or NFKD).
const normal = (password: string): string => password.normalize('NFKC')

/** An argon2id hash as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost)

/** Whether the password is the one that was hashed. */
export const isPassword = (password: string, passwordHash: string): Promise<boolean> =>
  verify(passwordHash, normal(password))
