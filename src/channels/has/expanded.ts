import type { Scope } from '../../domain/licence.ts'
import type { Member } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type FormatName, formatNames } from '../../formats/render.ts'
import type { Delivery } from '../../wire/delivery.ts'
import { documentMember } from '../../wire/envelope.ts'
import type { Wire } from '../../wire/open.ts'
import { seenTaken } from '../../wire/seen.ts'
import { recordTogether } from '../../wire/together.ts'
import { type Line, linesOf } from './lines.ts'
import { relatedOf } from './related.ts'

/** The format that `expand` names. @param asked undefined: not given @throws Refusal `bad-input` with those that there are */
export const expandedFormat = (asked: string | undefined): FormatName | null => {
  if (asked === undefined) return null
  const format = formatNames.find(each => each === asked.toLowerCase())
  if (format !== undefined) return format
  const wrong = `expand: there is no format "${asked.slice(0, 40)}", only ${formatNames.join(', ')}`
  throw new Refusal('bad-input', wrong, { field: 'expand' })
}

interface Rows {
  readonly scope: Scope
  readonly deliveries: readonly Delivery[]
  /** null: lines alone. */
  readonly format: FormatName | null
  readonly now: Date
}

/** Lines as JSON text, each with its document where one is wanted: an object where the format is JSON, else a string.
 *  @param more members that a line has beside those of HAS */
export const rowsOf = async (
  wire: Wire,
  { scope, deliveries, format, now }: Rows,
  more: (delivery: Delivery) => object = () => ({}),
): Promise<{ line: Line; json: string }[]> => {
  const lines = await linesOf(wire, { scope, deliveries, now })
  const related = format === 'newsml29' ? await relatedOf(wire, { scope, deliveries, now }) : none
  return deliveries.flatMap((delivery, n) => {
    const line = lines[n]
    if (line === undefined) return []
    const json = JSON.stringify({ ...line, ...more(delivery) })
    if (format === null) return [{ line, json }]
    const document = documentMember(wire.documents, delivery, format, related.get(delivery.entry.item))
    return [{ line, json: `${json.slice(0, -1)},"document":${document}}` }]
  })
}

const none: ReadonlyMap<string, readonly Member[]> = new Map()

/** Records that a reader takes documents, before it is given them; what is killed meanwhile is its notice. */
export const documentsTaken = (
  { db, books }: Wire,
  user: { readonly subscriber: string; readonly credential: string },
  { scope, deliveries, now }: Omit<Rows, 'format'>,
): Promise<readonly Delivery[]> =>
  seenTaken(books, { scope, seen: deliveries, now }, texts =>
    recordTogether(
      db,
      texts.map(({ version }) => ({
        ...{ kind: 'document' as const, subscriber: user.subscriber, actor: user.credential },
        ...{ item: version.item, version: version.number },
      })),
    ),
  )
