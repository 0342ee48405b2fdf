import { appendFileSync, renameSync, statSync } from 'node:fs'

/** Together with the file before it, at most twice this is kept. */
const limitBytes = 4 * 1024 * 1024

/** Appends to `path` and, when that has grown past 4 MiB, goes on in a new file, keeping the last as `path.1`. */
export const appendTo = (path: string): ((chunk: Buffer) => void) => {
  let sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return chunk => {
    try {
      if (sizeBytes > limitBytes) {
        renameSync(path, `${path}.1`)
        sizeBytes = 0
      }
      appendFileSync(path, chunk, { mode: 0o600 })
      sizeBytes += chunk.length
    } catch {
      // A full disk or a file taken away costs a line of this log, never the server.
      sizeBytes = 0
    }
  }
}
