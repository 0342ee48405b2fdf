import type { Filter } from '../../domain/filter.ts'
import type { Product } from '../../domain/product.ts'
import { endOf, startOf } from './dates.ts'
import type { Name, Parameters } from './parameters.ts'
import { packagesOf, type Tables } from './tables.ts'

/** What a search asks for, understood. */
export interface Asked {
  readonly filter: Omit<Filter, 'q'>
  /** Keywords of which one must occur; null: any text. */
  readonly text: readonly string[] | null
  readonly from: Date | null
  readonly to: Date | null
  readonly offset: number
  readonly limit: number
}

const limitAtMost = 100
/** Deeper pages are empty: they would cost more than they can be worth to anybody. */
export const offsetAtMost = 100_000
const searchLetters = 500

/** Understands the parameters of a search. What cannot be read is left out, except that a filter value nobody knows matches nothing. */
export const askedOf = (
  parameters: Parameters,
  { tables, products, now }: { tables: Tables; products: readonly Product[]; now: Date },
): Asked => {
  const first = (name: Name) => parameters.get(name)?.[0]
  const ofFilter = (name: Name) => listed(parameters.get(name))
  const providers = ofFilter('filter_provider')
  const packages = packagesOf(tables, products).map(each => ({ ...each, code: each.product.code }))
  const filter = {
    products: chosen(ofFilter('filter_package'), packages)?.map(each => each.product.id),
    types: chosen(ofFilter('filter_type'), tables.types)?.map(each => each.code),
    languages: chosen(ofFilter('filter_language'), tables.languages)?.map(each => each.code),
    categories: chosen(ofFilter('filter_category'), tables.categories)?.map(each => each.code),
    priorities: chosen(ofFilter('filter_priority'), tables.priorities)?.map(each => each.priority),
  }
  return {
    // An empty list matches nothing.
    filter:
      providers === undefined || providers.includes(String(tables.provider.id)) ? filter : { ...filter, types: [] },
    text: keywords(parameters.get('search_string')),
    from: startOf(first('start_date'), now),
    to: endOf(first('end_date')),
    offset: wholeNumber(first('offset')) ?? 0,
    limit: Math.min(wholeNumber(first('limit')) || limitAtMost, limitAtMost),
  }
}

/** `1,2` and `[1,2]` alike; `*` is no filter. */
const listed = (values: readonly string[] | undefined): string[] | undefined => {
  const each = (values ?? [])
    .flatMap(value => value.split(','))
    .map(value => value.trim().toLowerCase())
    .filter(value => value !== '')
  return each.length === 0 || each.includes('*') ? undefined : each
}

interface Choice {
  readonly id: number
  readonly code: string
  readonly locale?: string | undefined
}

/** Rows by their number, as `discover` gives it; some clients send the code or the locale (`tr_TR`). */
const chosen = <T extends Choice>(values: readonly string[] | undefined, rows: readonly T[]): T[] | undefined => {
  if (values === undefined) return undefined
  const isMeant = ({ id, code, locale }: Choice, value: string) =>
    value === code || value === locale?.toLowerCase() || (/^\d+$/u.test(value) && Number(value) === id)
  return rows.filter(row => values.some(value => isMeant(row, value)))
}

/** `Dolar,Enflasyon`: either. Within a keyword every word must occur. */
const keywords = (values: readonly string[] | undefined): readonly string[] | null => {
  const each = (values ?? [])
    .join(',')
    .slice(0, searchLetters)
    .split(',')
    // A minus is part of what somebody typed here, not a wish to leave something out.
    .map(keyword => keyword.replace(/(^|\s)-+/gu, '$1').trim())
    .filter(keyword => keyword !== '')
  return each.length === 0 ? null : each
}

const wholeNumber = (text: string | undefined): number | null => {
  const [digits] = /^\d+/u.exec(text ?? '') ?? []
  return digits === undefined ? null : Math.min(Number(digits), Number.MAX_SAFE_INTEGER)
}
