import { readDocument } from '../../formats/read.ts'
import type { ReadDefaults, Reading } from '../../formats/reading.ts'
import type { Input } from './inputs.ts'
import type { DocumentReport } from './report.ts'
import { verdictOf } from './validity.ts'

/** What was read, and the report of it. */
export interface Read {
  readonly reading: Reading | null
  readonly report: DocumentReport
}

/** Reads a document and reports on it. @param asksSchema whether it is validated too, which takes longer than reading it */
export const reportOf = async (
  { name, bytes, failure }: Input,
  defaults: ReadDefaults,
  { asksSchema }: { asksSchema: boolean },
): Promise<Read> => {
  const reading = bytes === null ? { failure: failure ?? 'there is nothing' } : await readDocument(bytes, defaults)
  const nothing = { file: name, format: null, formatVersion: null, items: [], refused: [], schema: null }
  if ('failure' in reading) return { reading: null, report: { ...nothing, failure: reading.failure } }
  const { format, formatVersion, items, refused } = reading
  const report: DocumentReport = {
    ...{ file: name, format, formatVersion, failure: null, refused },
    items: items.map(item => ({ item, remarks: item.remarks, written: null, notCarried: [] })),
    schema: asksSchema && bytes !== null ? await verdictOf(bytes, reading, defaults.charset) : null,
  }
  return { reading, report }
}
