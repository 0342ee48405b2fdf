import { differences, notCarried } from '../../formats/carried.ts'
import { type Converted, versionOfItem } from '../../formats/convert.ts'
import { readDocument } from '../../formats/read.ts'
import { noDefaults } from '../../formats/reading.ts'
import { type FormatName, type Rendered, render } from '../../formats/render.ts'
import { UsageError } from '../commands/terminal.ts'
import { type FeedFormat, feedOf, isFeedFormat } from './feed.ts'
import { type Outputs, outputsTo } from './outputs.ts'
import type { Read } from './reading.ts'
import type { DocumentReport, ItemReport } from './report.ts'

/** A run of `convert`: where its items go. */
export interface Conversion {
  readonly to: FormatName | FeedFormat
  /** @returns where the item went, for the report */
  take(converted: Converted, rendered: Rendered): Promise<string>
  /** @returns the document for the standard output; null: there is none @throws UsageError where there are several */
  close(): Promise<Buffer | null>
}

/** Opens a run. @param out a folder; null: the standard output, for one document. A feed is one document over all items. */
export const createConversion = async (options: {
  to: FormatName | FeedFormat
  out: string | null
}): Promise<Conversion> => {
  const { to, out } = options
  const folder = out === null ? null : await outputsTo(out)
  if (isFeedFormat(to)) return { to, ...feedInto(to, folder) }
  if (folder !== null) {
    return { to, take: ({ version }, rendered) => folder.put(rendered, version), close: async () => null }
  }
  return { to, ...intoOne() }
}

type Taking = Pick<Conversion, 'take' | 'close'>

const feedInto = (to: FeedFormat, folder: Outputs | null): Taking => {
  const items: Converted[] = []
  return {
    async take(converted) {
      items.push(converted)
      return 'the feed'
    },
    async close() {
      if (items.length === 0) return null
      const feed = feedOf(to, items)
      if (folder === null) return feed.bytes
      await folder.putFeed(feed)
      return null
    },
  }
}

const intoOne = (): Taking => {
  const kept: Buffer[] = []
  return {
    async take(_, { bytes }) {
      kept.push(bytes)
      return 'standard output'
    },
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
    items.push(await writeItem(conversion, each))
  }
  return { ...report, items }
}

const writeItem = async (conversion: Conversion, { item, remarks }: ItemReport): Promise<ItemReport> => {
  const { to } = conversion
  const converted = versionOfItem(item, { now: new Date() })
  const { version, agency } = converted
  const rendered = isFeedFormat(to)
    ? feedOf(to, [converted])
    : render(to, version, { face: 'full', notice: null, agency })
  return {
    item,
    remarks: [...remarks, ...converted.remarks],
    written: await conversion.take(converted, rendered),
    notCarried: await lossesIn(to, rendered, converted),
  }
}

/** What a document does not say of a version, found by reading it back. */
const lossesIn = async (to: string, { bytes, contentType }: Rendered, { version, agency }: Converted) => {
  const why = notCarried(to)
  const back = await readDocument(bytes, { ...noDefaults, contentType })
  const item = 'failure' in back ? undefined : back.items[0]
  // A feed leaves out what is under embargo.
  const fields = item === undefined ? ['embargo'] : differences(version, agency, item)
  return fields.map(field => ({ field, why: why[field] ?? 'it is said otherwise' }))
}
