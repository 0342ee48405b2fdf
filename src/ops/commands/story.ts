import type { ItemId } from '../../domain/ids.ts'
import { type Classified, productsOf } from '../../domain/product.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Category, Language, Priority } from '../../domain/taxonomy.ts'
import type { Content } from '../../domain/version.ts'
import { guessLanguage } from '../../formats/language.ts'
import { readText } from '../../formats/text/read.ts'
import type { Db } from '../../store/db.ts'
import { itemHead } from '../../store/version.ts'
import type { Office } from './office.ts'

/** What the command line says about a story beside its text. */
export interface Classification {
  readonly category?: Category
  readonly priority?: Priority
  readonly language?: Language
}

/** Content from plain text. What neither the text nor the command line says is that of the version before, else general, routine and the language of the words.
 *  @throws Refusal `bad-input` where nothing tells the language */
export const contentOf = (text: string, said: Classification, before: Content | null) => {
  const { headline, deck, dateline, body, dropped } = readText(text)
  const language = said.language ?? guessLanguage(text) ?? before?.language
  if (language === undefined) {
    throw new Refusal('bad-input', 'language: the words do not tell; say it with --language', { field: 'language' })
  }
  const content = {
    ...{ language, headline, deck, dateline, body: [...body] },
    bylines: [...(before?.bylines ?? [])],
    category: said.category ?? before?.category ?? 'general',
    priority: said.priority ?? before?.priority ?? 4,
    subjects: [...(before?.subjects ?? [])],
    keywords: [...(before?.keywords ?? [])],
    // A summary of the text before would not be one of this.
    summary: null,
  } satisfies Content
  return { content, dropped }
}

/** The content of an item's newest version. @throws Refusal `no-such-item` */
export const newestContent = async (db: Db, item: ItemId): Promise<Content> => {
  const head = await itemHead(db, item)
  if (head === null) throw new Refusal('no-such-item', `item: there is no item ${item}`, { field: 'item' })
  return head.newest.content
}

/** Refuses a text that would not be in a product. @throws Refusal `bad-input` naming the products it would be in */
export const requireProduct = ({ products }: Office, code: string | undefined, content: Content): void => {
  if (code === undefined) return
  const wanted = products.find(each => each.code === code || String(each.id) === code)
  const codes = products.map(each => each.code).join(', ') || 'none'
  if (wanted === undefined) {
    throw new Refusal('bad-input', `product: there is no product ${code}; there are: ${codes}`, { field: 'product' })
  }
  const item: Classified = { ...content, type: 'text', subjects: content.subjects.map(each => each.qcode) }
  const matched = productsOf(item, products).map(each => each.product)
  if (matched.includes(wanted.id)) return
  const names = products.filter(each => matched.includes(each.id)).map(each => each.code)
  const detail = `product: as filed this would not be in ${wanted.code}, but in ${names.join(', ') || 'no product'}`
  throw new Refusal('bad-input', detail, { field: 'product' })
}
