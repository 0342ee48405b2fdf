import { rm } from 'node:fs/promises'
import { Refusal } from '../../domain/refusal.ts'
import { makeWorkFolder } from './work-folder.ts'
import type { Inspection, Work, Workshop } from './workshop.ts'
import type { Errand } from './workshop-errand.ts'
import { type Bounds, type Outcome, startProcess, type WorkshopProcess } from './workshop-process.ts'

interface Options {
  /** How many processes there are at most. */
  readonly most?: number
  /** One that has had nothing to do for so long is ended. */
  readonly idleMs?: number
  /** What one process may take; what programs take that it starts is bounded where they are started. */
  readonly memoryBytes?: number
  /** How long an errand may take of a processor, and by the clock; by default as its kind allows. */
  readonly longest?: Longest
}

interface Job {
  readonly errand: Errand
  readonly signal: AbortSignal | undefined
  readonly done: (outcome: Outcome) => void
  /** Why processes ended over it. */
  readonly deaths: string[]
}

const mostDeaths = 2

/**
 * Opens the workshop. Its processes are started when they are needed, and ended when they have had nothing to do for a minute. What hangs, dies or takes too
 * much memory is ended together with its process and tried once more in another; then the file is refused.
 */
export const openWorkshop = (options: Options = {}): Workshop => {
  const { most = 2, idleMs = 60_000, memoryBytes = 1_536 << 20, longest } = options
  const waiting: Job[] = []
  const running = new Set<Job>()
  const workers = new Set<WorkshopProcess>()
  const resting: { readonly worker: WorkshopProcess; readonly timer: NodeJS.Timeout }[] = []
  let folder: Promise<string> | null = null
  let isClosed = false

  const advance = () => {
    while (running.size < most) {
      const job = nextOf(waiting, running)
      if (job === null) return
      waiting.splice(waiting.indexOf(job), 1)
      running.add(job)
      void run(job).then(outcome => {
        running.delete(job)
        if (outcome !== null) job.done(outcome)
        advance()
      })
    }
  }
  /** @returns null where it waits to be tried again */
  const run = async (job: Job): Promise<Outcome | null> => {
    try {
      folder ??= makeWorkFolder()
      const place = await folder
      if (isClosed || job.signal?.aborted) return { kind: 'died', why: givenUp }
      const worker = rested() ?? startProcess(place)
      workers.add(worker)
      const { errand, signal } = job
      const outcome = await worker.run(errand, { ...(longest ?? longestOf(errand)), memoryBytes, signal })
      rest(worker)
      if (outcome.kind !== 'died' || isClosed || signal?.aborted) return outcome
      job.deaths.push(outcome.why)
      if (job.deaths.length >= mostDeaths) return outcome
      waiting.unshift(job)
      return null
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error), stack: null }
    }
  }
  const rested = (): WorkshopProcess | null => {
    for (let one = resting.pop(); one !== undefined; one = resting.pop()) {
      clearTimeout(one.timer)
      if (one.worker.isFit()) return one.worker
      leave(one.worker)
    }
    return null
  }
  const rest = (worker: WorkshopProcess) => {
    if (isClosed || !worker.isFit()) return leave(worker)
    const timer = setTimeout(() => {
      resting.splice(
        resting.findIndex(one => one.worker === worker),
        1,
      )
      leave(worker)
    }, idleMs).unref()
    resting.push({ worker, timer })
  }
  const leave = (worker: WorkshopProcess) => {
    void worker.end().then(() => workers.delete(worker))
  }
  const ask = (errand: Errand, signal?: AbortSignal): Promise<Inspection | Work> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new Error('the workshop is closed'))
      const deaths: string[] = []
      const done = (outcome: Outcome) => {
        if (outcome.kind === 'done') resolve(outcome.result)
        else reject(errorOf(outcome, deaths))
      }
      waiting.push({ errand, signal, done, deaths })
      advance()
    })

  return {
    inspect: ({ path, fileName }) => ask({ kind: 'inspect', path, fileName }) as Promise<Inspection>,
    make: (order, signal) => ask({ kind: 'make', order }, signal) as Promise<Work>,
    async stop() {
      isClosed = true
      for (const job of waiting.splice(0)) job.done({ kind: 'died', why: givenUp })
      for (const { timer } of resting) clearTimeout(timer)
      await Promise.all([...workers].map(worker => worker.end()))
      if (folder !== null) await rm(await folder, { recursive: true, force: true })
    },
  }
}

const givenUp = 'it was given up'

/** What somebody waits for at the door comes first; of videos, which take long, one is made at a time. */
const nextOf = (waiting: readonly Job[], running: ReadonlySet<Job>): Job | null => {
  const isVideo = ({ errand }: Job) => errand.kind === 'make' && errand.order.type === 'video'
  const hasVideo = [...running].some(isVideo)
  return (
    waiting.find(({ errand }) => errand.kind === 'inspect') ?? waiting.find(job => !isVideo(job) || !hasVideo) ?? null
  )
}

type Longest = Pick<Bounds, 'workMs' | 'waitMs'>

const secondMs = 1_000
const minuteMs = 60 * secondMs
/** 81 megapixels take 3 s of a processor. What programs take that are started for videos and graphics is bounded where they are started. */
const longestOf = (errand: Errand): Longest => {
  if (errand.kind === 'inspect') return { workMs: 30 * secondMs, waitMs: 5 * minuteMs }
  if (errand.order.type === 'video') return { workMs: 10 * minuteMs, waitMs: 180 * minuteMs }
  return { workMs: minuteMs, waitMs: 15 * minuteMs }
}

const errorOf = (outcome: Exclude<Outcome, { kind: 'done' }>, deaths: readonly string[]): Error => {
  switch (outcome.kind) {
    case 'refused':
      return new Refusal(outcome.code, outcome.detail, outcome.field === null ? {} : { field: outcome.field })
    case 'failed': {
      const error = new Error(outcome.message)
      if (outcome.stack !== null) error.stack = outcome.stack
      return error
    }
    case 'died':
      return deaths.length < mostDeaths
        ? new Error(`the file was not worked on: ${outcome.why}`)
        : new Refusal('unsafe-file', `the file could not be worked on, twice: ${[...new Set(deaths)].join('; then ')}`)
  }
}
