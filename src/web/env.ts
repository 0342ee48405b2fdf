import type { HttpBindings } from '@hono/node-server'
import type { Log } from '../telemetry.ts'
import type { Assets } from './assets.ts'

/** What the three faces need to know of the installation; the settings of `config.ts` fit. */
export interface WebSettings {
  /** Origin under which readers reach the system, without a slash at its end. */
  readonly publicUrl: string
  /** Whether X-Forwarded-For and X-Request-Id are believed. */
  readonly trustProxy: boolean
  /** The agency's IANA zone: the times of all lists. */
  readonly timeZone: string
  readonly agencyName: string
  readonly agencyCode: string
  readonly agencyDomain: string
  readonly agencyContact: string
}

export type Face = 'desk' | 'portal' | 'site' | 'docs'

/** The variables and bindings of every request that passes through `createWeb`. */
export interface WebEnv {
  Bindings: Partial<HttpBindings>
  Variables: {
    settings: WebSettings
    assets: Assets
    requestId: string
    /** Carries the request id on each line. */
    log: Log
    /** The reader's IP address; empty where the transport has none (tests). */
    clientAddress: string
    face: Face
    /** The token that this reader's forms must carry; null where nobody is signed in. */
    csrf: string | null
  }
}
