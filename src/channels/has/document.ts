import type { ApiUser } from '../../accounts/api-user.ts'
import { type ItemId, itemTypes, parseItemId } from '../../domain/ids.ts'
import type { Scope } from '../../domain/licence.ts'
import { readable } from '../../domain/readable.ts'
import { Refusal } from '../../domain/refusal.ts'
import { recordActs } from '../../store/act.ts'
import { entriesOfItems } from '../../store/entry.ts'
import type { Wire } from '../../wire/open.ts'
import { itemTaken } from '../../wire/seen.ts'
import type { Answer } from './answer.ts'

/** Forms of a text item; those of pictures and video are not text's. */
const formats = ['newsml29', 'newsml12'] as const

/**
 * The document of an item as the scope may have it now; of a withheld or killed one the notice, with status 200, so that clients that look
 * at nothing else overwrite what they have. The act is recorded before the text goes out.
 * @throws Refusal `not-found` for an unknown id or form and for what this reader cannot see by age, delay or embargo; `not-entitled`
 */
export const documentFor = async (
  wire: Wire,
  { user, scope, id, format, isHead }: { user: ApiUser; scope: Scope; id: string; format: string; isHead: boolean },
): Promise<Answer> => {
  const item = itemIdOf(id)
  const now = wire.clock()
  const known = formats.find(each => each === format)
  const { credential, subscriber } = user
  const delivery = await itemTaken(wire.books, { scope, item, version: null, now }, async ({ version }) => {
    const act = { kind: 'document' as const, subscriber, actor: credential, item, version: version.number }
    if (known !== undefined && !isHead) await recordActs(wire.db, [act])
  })
  if (delivery === null) throw await refusalFor(wire, { scope, item, now })
  if (known === undefined) {
    throw new Refusal('not-found', `${item} is not available as ${format.slice(0, 40)}, only as ${formats.join(', ')}`)
  }
  const { bytes, contentType } = wire.documents.document(delivery, known)
  const name = `${item.replaceAll(':', '_')}.xml`
  const headers = { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename=${name}` }
  return { status: 200, headers, body: bytes }
}

const itemIdOf = (id: string): ItemId => {
  try {
    return parseItemId(id)
  } catch {
    throw new Refusal('not-found', 'no such id')
  }
}

/** Says that a contract does not reach to an item only where another contract would at this very moment: what is under embargo, not due
 *  yet or too old does not exist. */
const refusalFor = async (
  { db }: Wire,
  { scope, item, now }: { scope: Scope; item: ItemId; now: Date },
): Promise<Refusal> => {
  const entries = await entriesOfItems(db, [item])
  const products = entries.at(-1)?.itemProducts ?? []
  const widest = { ...scope, products, types: itemTypes, languages: null, from: new Date(0), until: null }
  return readable(widest, entries, now) === null
    ? new Refusal('not-found', `there is no ${item}`)
    : new Refusal('not-entitled', `your licence does not cover ${item}`)
}
