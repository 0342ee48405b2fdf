/** A token bucket for each key, in memory: so many requests at once, then so many a second. */
export interface Throttle {
  /** Takes one token. @returns 0, or in how many milliseconds there will be one (then none was taken) */
  take(key: string, nowMs: number): number
  /** Takes one token that is there or will be within `patienceMs`: whoever comes after waits behind it. */
  reserve(key: string, nowMs: number, patienceMs: number): Reservation
}

/** A place in the row for a token. */
export interface Reservation {
  /** Whether there is one within the patience; if not, nothing was taken. */
  readonly isTaken: boolean
  /** Until the token is there; where it was not taken, until asking again would get one within the same patience. */
  readonly waitMs: number
  /** Tokens left for others at once, 0 and up. */
  readonly left: number
  /** Until the bucket is full again. */
  readonly fullInMs: number
}

interface Bucket {
  tokens: number
  at: number
}

/** Buckets that are full again are forgotten when there are more than this. */
const keptAtMost = 10_000

export const createThrottle = ({ burst, perSecond }: { burst: number; perSecond: number }): Throttle => {
  const buckets = new Map<string, Bucket>()
  const filled = (bucket: Bucket, nowMs: number): number =>
    Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.at) / 1000) * perSecond)
  // To the microsecond first, or a remainder of floating point would make a millisecond more.
  const msFor = (tokens: number): number => Math.ceil(Math.round((tokens / perSecond) * 1e6) / 1e3)
  const reserve = (key: string, nowMs: number, patienceMs: number): Reservation => {
    if (buckets.size > keptAtMost) {
      for (const [each, bucket] of buckets) if (filled(bucket, nowMs) >= burst) buckets.delete(each)
    }
    const bucket = buckets.get(key) ?? { tokens: burst, at: nowMs }
    bucket.tokens = filled(bucket, nowMs)
    bucket.at = nowMs
    buckets.set(key, bucket)
    const dueMs = bucket.tokens >= 1 ? 0 : msFor(1 - bucket.tokens)
    const isTaken = dueMs <= patienceMs
    if (isTaken) bucket.tokens -= 1
    return {
      isTaken,
      waitMs: isTaken ? dueMs : dueMs - patienceMs,
      left: Math.max(0, Math.floor(bucket.tokens)),
      fullInMs: msFor(burst - bucket.tokens),
    }
  }
  return {
    take: (key, nowMs) => reserve(key, nowMs, 0).waitMs,
    reserve,
  }
}
