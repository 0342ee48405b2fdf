import { createHash } from 'node:crypto'

/** The id of the upload that a file of a source becomes: the same for the same key, so that what is read or fetched again is taken once. */
export const uploadId = (source: string, key: string): string =>
  `ast_${createHash('sha256').update(`${source}\n${key}`).digest('hex').slice(0, 20)}`
