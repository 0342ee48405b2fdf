import type { ItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Taker } from '../../media/offer.ts'
import type { Wire } from '../../wire/open.ts'
import { itemTaken } from '../../wire/seen.ts'
import { recordTogether } from '../../wire/together.ts'
import type { Answer, FileAnswer } from './answer.ts'
import { fileFor } from './file.ts'
import { refusalFor } from './gone.ts'
import { itemIdOf, seriesIdOf } from './ids.ts'
import { relatedOf } from './related.ts'
import { seriesDocument } from './series.ts'
import type { Services } from './services.ts'
import { roleOf, sizeNames } from './sizes.ts'

/** Forms of the words of an item, which every type has. */
const formats = ['newsml29', 'newsml12'] as const
type Format = (typeof formats)[number]

/** A document or a file, by an id and a format as HAS names them. @throws Refusal */
export const documentFor = async (
  services: Services,
  taker: Taker,
  { id, format, isHead }: { id: string; format: string; isHead: boolean },
): Promise<Answer | FileAnswer> => {
  const known = formats.find(each => each === format)
  const series = seriesIdOf(id)
  if (series !== null) {
    if (known === undefined) throw notAvailable(id, format, formats)
    return seriesDocument(services, taker, { id, series, format: known, isHead })
  }
  const item = itemIdOf(id)
  const role = roleOf(item, format)
  if (role !== null) return fileFor(services, taker, { item, role })
  return textFor(services.wire, taker, { item, format: known ?? null, asked: format, isHead })
}

/**
 * The words of an item as the scope may have them now; of a withheld or killed one the notice, with status 200, so that clients that look
 * at nothing else overwrite what they have. The act is recorded before the text goes out.
 * @throws Refusal `not-found` for an unknown id or form and for what this reader cannot see by age, delay or embargo; `not-entitled`
 */
const textFor = async (
  wire: Wire,
  { scope, subscriber, actor }: Taker,
  { item, format, asked, isHead }: { item: ItemId; format: Format | null; asked: string; isHead: boolean },
): Promise<Answer> => {
  const now = wire.clock()
  const delivery = await itemTaken(wire.books, { scope, item, version: null, now }, async ({ version }) => {
    const act = { kind: 'document' as const, subscriber, actor, item, version: version.number }
    if (format !== null && !isHead) await recordTogether(wire.db, [act])
  })
  if (delivery === null) throw await refusalFor(wire, { scope, item, now })
  if (format === null) throw notAvailable(item, asked, [...sizeNames(item), ...formats])
  const related = format === 'newsml29' ? await relatedOf(wire, { scope, deliveries: [delivery], now }) : new Map()
  const { bytes, contentType } = wire.documents.document(delivery, format, related.get(item))
  const name = `${item.replaceAll(':', '_')}.xml`
  const headers = { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename=${name}` }
  return { status: 200, headers, body: bytes }
}

const notAvailable = (id: string, format: string, only: readonly string[]): Refusal =>
  new Refusal('not-found', `${id} is not available as ${format.slice(0, 40)}, only as ${only.join(', ')}`)
