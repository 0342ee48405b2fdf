import type { Wire } from '../../wire/open.ts'
import type { Audiences } from './audiences.ts'
import type { Connection } from './connection.ts'
import type { Frames } from './frames.ts'

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
