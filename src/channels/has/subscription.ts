import type { ItemType } from '../../domain/ids.ts'
import { sizesFor } from '../../domain/licence.ts'
import type { Product, ProductRule } from '../../domain/product.ts'
import type { Licence } from '../../store/licence.ts'
import { packagesOf, type Tables } from './tables.ts'

/** What a contract lets its API users have, as ids of `discover`; 0 days or downloads: no limit. `downloads_used` is ours: of today (UTC).
 *  @param licence null: nothing at present */
export const subscription = (
  licence: Licence | null,
  { tables, products, downloadsUsed }: { tables: Tables; products: readonly Product[]; downloadsUsed: number },
) => {
  const packages = packagesOf(tables, products).filter(({ product }) => licence?.products.includes(product.id))
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
    provider: licence === null ? [] : [String(tables.provider.id)],
    package: packages.map(each => String(each.id)),
    category: open(tables.categories, null, rule => rule.categories),
    type: open(tables.types, licence?.types ?? [], rule => rule.types),
    language: open(tables.languages, licence?.languages ?? null, rule => rule.languages),
    photo_size: sizes(licence, 'picture'),
    video_size: sizes(licence, 'video'),
    graph_size: sizes(licence, 'graphic'),
    archive_days: licence?.archiveDays ?? 0,
    download_limit: licence?.downloadLimit ?? 0,
    downloads_used: downloadsUsed,
  }
}

const sizes = (licence: Licence | null, type: ItemType): readonly string[] =>
  licence?.types.includes(type) ? sizesFor(licence, type) : []
