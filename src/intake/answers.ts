import { type Outcome, reasonOf } from './fetch.ts'
import type { Looked } from './way.ts'

/** A look that came to nothing, with what the other side said of when to come again. */
export const failed = (outcome: Outcome, reason = reasonOf(outcome)): Extract<Looked, { kind: 'failed' }> => ({
  kind: 'failed',
  reason,
  retryAfterMs: outcome.retryAfterMs,
})

/** The JSON that bytes are; null where they are none. */
export const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
