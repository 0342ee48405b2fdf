import { createThrottle, type Reservation } from '../../accounts/throttle.ts'

/** How fast the API users of HAS may ask. */
export interface Pace {
  /** A place for one request of a credential: at once, after a wait, or none. */
  reserve(credential: string, now: Date): Reservation
  /** The limit and where the credential stands, as headers (draft-ietf-httpapi-ratelimit-headers-06). */
  headers(reservation: Reservation): Record<string, string>
}

/** Real clients do not pause between a search and its documents: they get a burst, then wait a little without knowing it. */
const usual = { burst: 50, perSecond: 20, patienceMs: 1_000 }
/** HAS's own rule: 500 ms between any two requests. */
const strict = { burst: 1, perSecond: 2, patienceMs: 0 }

export const createPace = ({ isStrict }: { isStrict: boolean }): Pace => {
  const { patienceMs, ...rule } = isStrict ? strict : usual
  const throttle = createThrottle(rule)
  return {
    reserve: (credential, now) => throttle.reserve(credential, now.getTime(), patienceMs),
    headers: ({ left, fullInMs }) => ({
      'RateLimit-Limit': String(rule.burst),
      'RateLimit-Remaining': String(left),
      'RateLimit-Reset': String(Math.ceil(fullInMs / 1000)),
    }),
  }
}
