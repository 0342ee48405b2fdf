import type { Filter } from '../domain/filter.ts'
import { type ItemId, type ItemType, itemTypes, parseItemId } from '../domain/ids.ts'
import type { Product } from '../domain/product.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Signal, signals } from '../domain/signal.ts'
import {
  type Category,
  categoryCodes,
  type Language,
  languageCodes,
  type Priority,
  priorities,
} from '../domain/taxonomy.ts'

/** What a page of the wire shows; all of it stands in its address. null: not chosen. */
export interface Choice {
  readonly q: string | null
  /** One kind of items, or all that are no text. */
  readonly type: ItemType | 'media' | null
  readonly language: Language | null
  readonly category: Category | null
  readonly priority: Priority | null
  readonly signal: Signal | null
  /** A product's code. */
  readonly product: string | null
  /** A grid of pictures in the place of the list. */
  readonly view: 'pictures' | null
  /** Entries below this seq: an older page. */
  readonly before: number | null
  /** The story beside the list. */
  readonly open: ItemId | null
}

/** Nothing chosen: the whole wire, as a list. */
export const nothing: Choice = {
  ...{ q: null, type: null, view: null, language: null, category: null, priority: null },
  ...{ signal: null, product: null, before: null, open: null },
}

/** The choice that an address names; what it names and nobody knows counts as not named. */
export const choiceOf = (query: URLSearchParams): Choice => {
  const before = query.get('before')
  const q = query.get('q')?.trim().slice(0, 500) ?? ''
  return {
    q: q === '' ? null : q,
    type: [...itemTypes, 'media' as const].find(each => each === query.get('type')) ?? null,
    view: query.get('view') === 'pictures' ? 'pictures' : null,
    language: languageCodes.find(each => each === query.get('language')) ?? null,
    category: categoryCodes.find(each => each === query.get('category')) ?? null,
    priority: priorities.find(each => String(each) === query.get('priority')) ?? null,
    signal: signals.find(each => each === query.get('signal')) ?? null,
    product: query.get('product') || null,
    before: before !== null && /^\d{1,15}$/.test(before) ? Number(before) : null,
    open: itemOf(query.get('open')),
  }
}

const itemOf = (text: string | null): ItemId | null => {
  try {
    return text === null ? null : parseItemId(text)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** A choice as the query of an address, with its changes: `?language=tr&open=…`, or nothing. */
export const queryOf = (
  choice: Choice,
  changes: Partial<Choice> = {},
  more: Readonly<Record<string, string>> = {},
): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...choice, ...changes, ...more })) {
    if (value !== null) query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}

export const isNarrowed = (choice: Choice): boolean =>
  queryOf({ ...choice, view: null, before: null, open: null }) !== queryOf(nothing)

/** The choice as lists are asked with; a product that is not among these matches nothing. */
export const wantedOf = (
  choice: Choice,
  products: readonly Product[],
): { filter: Omit<Filter, 'q'>; signals: readonly Signal[] | undefined } => ({
  filter: {
    products:
      choice.product === null
        ? undefined
        : products.filter(product => product.code === choice.product).map(product => product.id),
    types: typesOf(choice),
    languages: choice.language === null ? undefined : [choice.language],
    categories: choice.category === null ? undefined : [choice.category],
    priorities: choice.priority === null ? undefined : [choice.priority],
  },
  signals: choice.signal === null ? undefined : [choice.signal],
})

/** Kinds of which there is something to look at. */
const looked: readonly ItemType[] = ['picture', 'video', 'graphic']

const typesOf = ({ type, view }: Choice): readonly ItemType[] | undefined => {
  if (type === 'media') return itemTypes.filter(each => each !== 'text')
  if (type !== null) return [type]
  return view === 'pictures' ? looked : undefined
}
