import type { SourceDefaults, SourceKind } from '../store/intake-source.ts'

/** Bytes as a source gave them, before anybody tries to understand them. */
export interface Arrival {
  readonly bytes: Uint8Array
  /** A file name, an address or the like, to know it by. */
  readonly name: string | null
  readonly contentType: string | null
  /** What came with the bytes; names in lower case. Those of secrets are not kept. */
  readonly headers: Readonly<Record<string, string>>
}

/** A source as its way in sees it. */
export interface OpenSource {
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  /** As stored; parsed with the way's own schema. */
  readonly settings: unknown
  /** Its credential in the clear; never to be logged or told. */
  readonly secret: string | null
  /** What the way has left at the last `take` or at the end of its last look; null: it never has. */
  readonly state: unknown
  readonly defaults: SourceDefaults
}

/** How a look ended. `again`: there is more at once; `trouble`: what went wrong beside it, for the desk. `failed`: the world was at fault, `reason` is for the desk and holds no secret. */
export type Looked =
  | { readonly kind: 'looked'; readonly state: unknown; readonly again?: boolean; readonly trouble?: string | null }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null }

/**
 * Stores an arrival for good, together with the state that the way has then reached, in one transaction.
 * @param state left out: the state stays as it is
 * @returns `known` where these bytes were taken from this source before (the state is stored nevertheless)
 */
export type Take = (arrival: Arrival, state?: unknown) => Promise<'new' | 'known'>

/** A way in that is looked at by the clock. */
export interface Way {
  /** Looks once, handing each arrival to `take` in order. Whatever it throws counts as `failed`. @param signal aborted when the process stops */
  look(source: OpenSource, take: Take, signal: AbortSignal): Promise<Looked>
}
