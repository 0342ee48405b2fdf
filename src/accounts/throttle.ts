/** A token bucket for each key, in memory: so many requests at once, then so many a second. */
export interface Throttle {
  /** Takes one token. @returns 0, or in how many milliseconds there will be one (then none was taken) */
  take(key: string, nowMs: number): number
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
    Math.min(burst, bucket.tokens + ((nowMs - bucket.at) / 1000) * perSecond)
  return {
    take(key, nowMs) {
      if (buckets.size > keptAtMost) {
        for (const [each, bucket] of buckets) if (filled(bucket, nowMs) >= burst) buckets.delete(each)
      }
      const bucket = buckets.get(key) ?? { tokens: burst, at: nowMs }
      bucket.tokens = filled(bucket, nowMs)
      bucket.at = nowMs
      buckets.set(key, bucket)
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000)
      bucket.tokens -= 1
      return 0
    },
  }
}
