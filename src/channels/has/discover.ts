import type { Product } from '../../domain/product.ts'
import { type Language, languages } from '../../domain/taxonomy.ts'
import { packagesOf, type Row, type Tables } from './tables.ts'

/** The language of a locale such as `tr_TR`; Turkish for any that is not known. */
export const languageOf = (locale: string | undefined): Language => {
  const wanted = locale?.slice(0, 2).toLowerCase()
  return languages.find(each => each.code === wanted)?.code ?? 'tr'
}

/** The code tables that a search filters by, each as id → name. */
export const discover = (
  language: Language,
  { tables, products, agencyName }: { tables: Tables; products: readonly Product[]; agencyName: string },
) => ({
  provider: { [tables.provider.id]: tables.provider.name ?? agencyName },
  category: names(tables.categories, language),
  priority: names(tables.priorities, language),
  package: Object.fromEntries(packagesOf(tables, products).map(({ id, product }) => [id, product.names[language]])),
  type: names(tables.types, language),
  language: names(tables.languages, language),
})

const names = (rows: readonly Row[], language: Language) => Object.fromEntries(rows.map(row => [row.id, row[language]]))
