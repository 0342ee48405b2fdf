import type { Readable } from 'node:stream'

/** A part of a file, both ends included, from 0. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** Where the bytes of files are kept, each under the SHA-256 of them (hex) and never altered. */
export interface Blobs {
  /** Keeps a file of this machine; it is durable when this resolves, and keeping the same bytes again changes nothing. The file itself stays. */
  keep(path: string): Promise<{ readonly digest: string; readonly sizeBytes: number }>
  /** The bytes, or a part of them. The reader destroys the stream when it has had enough. @throws MissingBlob */
  read(digest: string, range?: ByteRange): Promise<Readable>
  /** @returns null where it is not kept */
  size(digest: string): Promise<number | null>
  /** The bytes as a file to be read and not touched; `release` when done. @throws MissingBlob */
  file(digest: string): Promise<{ readonly path: string; release(): Promise<void> }>
  /** Forgets the bytes; nothing where there are none. */
  remove(digest: string): Promise<void>
  /** Everything that is kept, and since when. */
  list(): AsyncIterable<{ readonly digest: string; readonly keptAt: Date }>
  /** Removes what keeps that were broken off before this moment have left. */
  tidy(before: Date): Promise<void>
  close(): Promise<void>
}

/** A file that should be kept is not there. */
export class MissingBlob extends Error {
  override name = 'MissingBlob'
  constructor(digest: string) {
    super(`the file ${digest} is not where it was kept`)
  }
}
