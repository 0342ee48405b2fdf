import type { ReadDefaults } from '../reading.ts'
import type { Aliases } from './codes.ts'

/** What a newsMessage says of all its items, as written. */
export interface Header {
  readonly sent: string | null
  readonly sender: string | null
  readonly priority: string | null
}

export const noHeader: Header = { sent: null, sender: null, priority: null }

/** What is known around an item. */
export interface Context {
  readonly header: Header
  readonly aliases: Aliases
  readonly defaults: ReadDefaults
}
