import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The heap that the process with the readers is given. */
const heapMiB = 512
// Of the whole process: the heap, the code, and the bytes and decoded text of one document of 16 MiB.
const mostRssMiB = 1024
const longestMs = 20_000

interface Outcome {
  readonly documents: number
  readonly read: number
  readonly refused: number
  readonly slowest: { readonly name: string; readonly ms: number }
  readonly rssMiB: number
}

/** Hostile documents for every reader, in a process with a heap of 512 MiB: it lives, keeps within a bound, answers each in time, and never takes a half document for
 *  a whole one. `times` rounds of mutations of every document from `seed` on, then documents of 16 MiB. */
export const fuzz = async ({ times, seed }: { times: number; seed: number }): Promise<string[]> => {
  const script = fileURLToPath(new URL('./fuzz-reader.ts', import.meta.url))
  const options = ['--import', 'tsx', `--max-old-space-size=${heapMiB}`, script, String(times), String(seed)]
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  let [at, since] = ['its start', performance.now()]
  let outcome: Outcome | null = null
  const faults: string[] = []
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  const watch = setInterval(() => {
    if (performance.now() - since < 3 * longestMs) return
    faults.push(`${at}: no answer after ${(3 * longestMs) / 1000} s`)
    child.kill('SIGKILL')
  }, 1000)
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { at?: string; fault?: string; outcome?: Outcome }
    if (said.at !== undefined) [at, since] = [said.at, performance.now()]
    if (said.fault !== undefined) faults.push(said.fault)
    if (said.outcome !== undefined) outcome = said.outcome
  }
  const code = await ended
  clearInterval(watch)
  if (outcome === null) throw new Error([`the process died (${code}) at ${at}`, ...faults].join('\n'))
  const { documents, read, refused, slowest, rssMiB } = outcome
  if (slowest.ms > longestMs) faults.push(`${slowest.name} took ${slowest.ms} ms`)
  if (rssMiB > mostRssMiB) faults.push(`the process grew to ${rssMiB} MiB, more than ${mostRssMiB}`)
  if (faults.length > 0) throw new Error(faults.slice(0, 40).join('\n'))
  return [
    `${documents} hostile documents: ${read} read, ${refused} refused with a reason, none made a reader fail`,
    `the slowest took ${slowest.ms} ms: ${slowest.name}`,
    `the process, with a heap of ${heapMiB} MiB, never grew beyond ${rssMiB} MiB`,
  ]
}
