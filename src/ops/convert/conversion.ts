import { differences, notCarried } from '../../formats/carried.ts'
import { type Converted, versionOfItem } from '../../formats/convert.ts'
import { readDocument } from '../../formats/read.ts'
import { noDefaults } from '../../formats/reading.ts'
import { type FormatName, formatNames, type Rendered, render } from '../../formats/render.ts'
import { UsageError } from '../commands/terminal.ts'
import { type Outputs, outputsTo } from './outputs.ts'
import type { Read } from './reading.ts'
import type { DocumentReport, ItemReport } from './report.ts'

/** A run of `convert`: where its items go. */
export interface Conversion {
  readonly to: FormatName
  readonly writesHeld: boolean
  readonly outputs: Outputs
  /** @returns the document for the standard output; null: there is none @throws UsageError where there are several */
  close(): Promise<Buffer | null>
}

/** Opens a run. @param out a folder; null: the standard output, for one document */
export const createConversion = async (options: {
  to: FormatName
  out: string | null
  writesHeld: boolean
}): Promise<Conversion> => {
  const { to, out, writesHeld } = options
  if (out !== null) return { to, writesHeld, outputs: await outputsTo(out), close: async () => null }
  const kept: Buffer[] = []
  const outputs: Outputs = {
    async put({ bytes }) {
      kept.push(bytes)
      return 'standard output'
    },
  }
  return {
    ...{ to, writesHeld, outputs },
    async close() {
      if (kept.length > 1) throw new UsageError(`there are ${kept.length} items: name a folder for them with --out`)
      return kept[0] ?? null
    },
  }
}

/** Writes the items of a document. @returns its report, with where they went and what the format does not say of them */
export const convertTo = async (conversion: Conversion, { report }: Read): Promise<DocumentReport> => {
  const items: ItemReport[] = []
  for (const each of report.items) {
    const isHeld = each.item.holds.length > 0 && !conversion.writesHeld
    items.push(isHeld ? each : await writeItem(conversion, each))
  }
  return { ...report, items }
}

const writeItem = async ({ to, outputs }: Conversion, { item, remarks }: ItemReport): Promise<ItemReport> => {
  const converted = versionOfItem(item, { now: new Date() })
  const { version, agency } = converted
  const rendered = render(to, version, { face: 'full', notice: null, agency })
  return {
    item,
    remarks: [...remarks, ...converted.remarks],
    written: await outputs.put(rendered, version),
    notCarried: await lossesIn(to, rendered, converted),
  }
}

/** What a document does not say of a version, found by reading it back; by the table of what a format carries where it is written only. */
const lossesIn = async (to: FormatName, { bytes, contentType }: Rendered, { version, agency }: Converted) => {
  const why = notCarried(to)
  const back = await readDocument(bytes, { ...noDefaults, contentType })
  const item = 'failure' in back ? undefined : back.items[0]
  const fields = item === undefined ? Object.keys(why) : differences(version, agency, item)
  return fields.map(field => ({ field, why: why[field] ?? 'it is said otherwise' }))
}
