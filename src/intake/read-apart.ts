import { Worker } from 'node:worker_threads'
import type { Failure } from '../formats/read.ts'
import type { ReadDefaults, Reading } from '../formats/reading.ts'

/** Larger documents are read in a thread of their own, whose start costs about a second of a core. */
const mostHereBytes = 128 << 10
const usual = { longestMs: 20_000, memoryMiB: 512 }

/** What a thread is handed. */
export interface Errand {
  readonly bytes: Uint8Array
  readonly defaults: ReadDefaults
}

/**
 * Reads a document as `readDocument` does, but so that no document can hold up the process: a large one has a thread, and there a bound in time and memory.
 * The readers are loaded with the first document.
 */
export const readApart = async (
  bytes: Uint8Array,
  defaults: ReadDefaults,
  { longestMs, memoryMiB } = usual,
): Promise<Reading | Failure> => {
  if (bytes.length <= mostHereBytes) {
    const { readDocument } = await import('../formats/read.ts')
    return readDocument(bytes, defaults)
  }
  const errand: Errand = { bytes, defaults }
  const worker = new Worker(new URL('./read-thread.js', import.meta.url), {
    workerData: errand,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
  })
  return new Promise(resolve => {
    const end = (reading: Reading | Failure) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(reading)
    }
    const timer = setTimeout(() => end({ failure: `reading took longer than ${longestMs / 1_000} seconds` }), longestMs)
    worker.once('message', end)
    worker.once('error', error => end({ failure: failureOf(error, memoryMiB) }))
    worker.once('exit', () => end({ failure: 'the reader ended without an answer' }))
  })
}

const failureOf = (error: Error, memoryMiB: number): string =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `reading took more than ${memoryMiB} MiB of memory`
    : `the reader failed: ${error.message}`
