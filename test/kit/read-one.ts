import { readDocument } from '../../src/formats/read.ts'
import { noDefaults, type ReadDefaults, type ReadItem, type Reading } from '../../src/formats/reading.ts'

/** What a document says. @throws Error with the reason where it cannot be read */
export const readingOf = async (
  document: string | Uint8Array,
  defaults: Partial<ReadDefaults> = {},
): Promise<Reading> => {
  const reading = await readDocument(Buffer.from(document), { ...noDefaults, ...defaults })
  if ('failure' in reading) throw new Error(reading.failure)
  return reading
}

/** The only item of a document. */
export const itemIn = async (
  document: string | Uint8Array,
  defaults: Partial<ReadDefaults> = {},
): Promise<ReadItem> => {
  const { items } = await readingOf(document, defaults)
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`${items.length} items`)
  return item
}
