import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import sharp from 'sharp'
import { Refusal } from '../../domain/refusal.ts'
import { makeRenditions } from './make.ts'
import type { Errand, Said } from './workshop-errand.ts'

// What a picture needs is bounded by what the process may have: nothing is kept between two, and one thread works on each.
sharp.cache(false)
sharp.concurrency(1)
// Readers of many formats at once, and of whatever else a libvips of the machine may have.
sharp.block({
  operation: ['VipsForeignLoadMagick', 'VipsForeignLoadOpenslide', 'VipsForeignLoadPdf', 'VipsForeignLoadMat'],
})

const yieldToOthers = () => {
  try {
    setPriority(process.pid, 5)
    // Linux: where memory runs out, this one goes first.
    writeFileSync('/proc/self/oom_score_adj', '600')
  } catch {
    // Other systems do without.
  }
}

/** With whatever this process has started: it leads a group of its own. */
const end = () => {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } finally {
    process.exit(1)
  }
}

const work = async (errand: Errand): Promise<Said> => {
  try {
    const result =
      errand.kind === 'inspect'
        ? await (await import('./inspect.ts')).inspect(errand)
        : await makeRenditions(errand.order)
    return { kind: 'done', result }
  } catch (error) {
    if (error instanceof Refusal)
      return { kind: 'refused', code: error.code, detail: error.message, field: error.field }
    if (error instanceof Error) return { kind: 'failed', message: error.message, stack: error.stack ?? null }
    return { kind: 'failed', message: String(error), stack: null }
  }
}

const say = (said: Said) => process.send?.(said)

yieldToOthers()
process.on('disconnect', end)
// Whoever stops the server stops it by its own process, which then stops this one.
process.on('SIGINT', () => {})
process.on('message', async (errand: Errand) => say(await work(errand)))
say({ kind: 'ready' })
