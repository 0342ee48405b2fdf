import type { Wire } from '../../wire/open.ts'
import type { Selection } from '../../wire/selections.ts'
import type { Audiences } from './audiences.ts'
import type { Frames } from './frames.ts'

/** One reader of the stream. Its backlog is a cursor, never bytes: what the socket cannot take is read again from the wire. */
export interface Connection {
  isLive(): boolean
  /** Goes on under another selection, from the same cursor. */
  follow(selection: Selection, state: ScopeState): Promise<void>
  heartbeat(): void
  /** Says why and closes. */
  end(reason: string, detail: string): void
}

/** What the scope frame says of the contract. */
export interface ScopeState {
  readonly state: 'active' | 'lapsed' | 'not-started'
  readonly until: Date | null
}

/** What every connection of the stream shares. */
export interface StreamServices {
  readonly wire: Wire
  readonly frames: Frames
  readonly audiences: Audiences
  readonly connections: Set<Connection>
  readonly onError: (error: unknown) => void
  /** Counts a reader that was cut off for being slow. */
  readonly cutOff: () => void
  /** What a socket may hold back before its reader counts as slow. */
  readonly backlogBytes: number
}
