import type { Product, ProductRule } from '../../domain/product.ts'
import { categories, languages, types } from '../../domain/taxonomy.ts'
import type { Licence } from '../../store/licence.ts'
import { provider } from './asked.ts'

/** What a contract lets its API users have, as ids of `discover`; 0 days or downloads: no limit.
 *  @param licence null: nothing at present */
export const subscription = (licence: Licence | null, products: readonly Product[]) => {
  const sold = products.filter(product => licence?.products.includes(product.id))
  /** What the contract allows and one of its products can hold. */
  const open = <Row extends { id: number; code: string }>(
    rows: readonly Row[],
    allowed: readonly string[] | null,
    ofRule: (rule: ProductRule) => readonly string[] | undefined,
  ): string[] =>
    rows
      .filter(({ code }) => allowed === null || allowed.includes(code))
      .filter(({ code }) => sold.some(({ rule }) => ofRule(rule)?.includes(code) ?? true))
      .map(row => String(row.id))
  return {
    provider: licence === null ? [] : [String(provider)],
    package: sold.map(product => String(product.id)),
    category: open(categories, null, rule => rule.categories),
    type: open(types, licence?.types ?? [], rule => rule.types),
    language: open(languages, licence?.languages ?? null, rule => rule.languages),
    photo_size: sizes(licence, 'picture'),
    video_size: sizes(licence, 'video'),
    graph_size: sizes(licence, 'graphic'),
    archive_days: licence?.archiveDays ?? 0,
    download_limit: licence?.downloadLimit ?? 0,
  }
}

const sizes = (licence: Licence | null, type: string): readonly string[] => licence?.sizes[type] ?? []
