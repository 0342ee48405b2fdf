import { setTimeout } from 'node:timers/promises'

/** The clock, and waiting by it. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number
  /** @throws AbortError where the signal comes first */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const realTime: Time = {
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}
