import type { ItemId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Taker } from '../../media/offer.ts'
import { seriesOf } from '../../store/groups.ts'
import type { Delivery } from '../../wire/delivery.ts'
import { itemsSeen, seenTaken } from '../../wire/seen.ts'
import { recordTogether } from '../../wire/together.ts'
import type { Answer } from './answer.ts'
import { refusalFor } from './gone.ts'
import type { SeriesId } from './ids.ts'
import type { Services } from './services.ts'

/** More items than any series has. */
const seriesAtMost = 1_000

/** The pictures or videos of a series that a reader may see anything of now, in the order of their numbers. @throws Refusal `not-found`, `not-entitled` */
export const seriesSeen = async (
  { wire }: Services,
  { scope }: Taker,
  { id, series, now }: { id: string; series: SeriesId; now: Date },
): Promise<readonly Delivery[]> => {
  const items = await seriesOf(wire.db, { ...series, scope, now, limit: seriesAtMost })
  const seen = await itemsSeen(wire.books, { scope, items, now })
  if (seen.length > 0) return seen
  throw await refusalForSeries(wire, { scope, items, now, id })
}

const refusalForSeries = async (
  wire: Services['wire'],
  { scope, items, now, id }: { scope: Taker['scope']; items: readonly ItemId[]; now: Date; id: string },
): Promise<Refusal> => {
  for (const item of items.slice(0, 10)) {
    const { code } = await refusalFor(wire, { scope, item, now })
    if (code === 'not-entitled') return new Refusal(code, `your licence covers nothing of ${id}`)
  }
  return new Refusal('not-found', `there is no ${id}`)
}

/** A whole series as one document; what of it was withheld or killed stands in it as its notice. Recorded for each item before it goes out. */
export const seriesDocument = async (
  services: Services,
  taker: Taker,
  { id, series, format, isHead }: { id: string; series: SeriesId; format: 'newsml29' | 'newsml12'; isHead: boolean },
): Promise<Answer> => {
  const { wire } = services
  const now = wire.clock()
  const { scope, subscriber, actor } = taker
  const seen = await seriesSeen(services, taker, { id, series, now })
  const record = (texts: readonly Delivery[]) =>
    recordTogether(
      wire.db,
      texts.map(({ version: { item, number: version } }) => ({
        ...{ kind: 'document' as const, subscriber, actor, item, version },
      })),
    )
  const given = isHead ? seen : await seenTaken(wire.books, { scope, seen, now }, record)
  const { bytes, contentType } = wire.documents.series(given, format)
  const name = `${id.replaceAll(':', '_')}.xml`
  const headers = { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename=${name}` }
  return { status: 200, headers, body: bytes }
}
