/** An entry of a wire as JSON, of which nothing is known yet. */
export type Entry = Readonly<Record<string, unknown>>

/** Whether a JSON object is an entry of a Dateline's wire (docs/protocol.md §4). */
export const isEntry = (object: Entry): boolean =>
  typeof object.seq === 'number' && typeof object.signal === 'string' && typeof object.guid === 'string'

/** Whether a JSON object is a page of such entries (docs/protocol.md §6). */
export const isPage = ({ entries, next }: Entry): boolean => Array.isArray(entries) && typeof next === 'number'
