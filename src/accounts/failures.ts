/** Counts wrong secrets of one process by who sent them. */
export interface Failures {
  /** Counts one more. @returns null, or how long to wait where there were too many */
  count(key: string, now: Date): number | null
}

const windowMs = 60_000
const allowed = 10
/** Bounds memory to some 2 MB against senders of made-up names. */
const mostKeys = 10_000

/** Ten wrong secrets a minute are answered as such; more are told to wait until the minute is over. */
export const createFailures = (): Failures => {
  const buckets = new Map<string, { count: number; endsAt: number }>()
  return {
    count(key, now) {
      const time = now.getTime()
      const known = buckets.get(key)
      if (known !== undefined && known.endsAt > time) {
        known.count++
        return known.count > allowed ? known.endsAt - time : null
      }
      // A map keeps its order of insertion: the first is the oldest.
      buckets.delete(key)
      const [oldest] = buckets.keys()
      if (buckets.size >= mostKeys && oldest !== undefined) buckets.delete(oldest)
      buckets.set(key, { count: 1, endsAt: time + windowMs })
      return null
    },
  }
}
