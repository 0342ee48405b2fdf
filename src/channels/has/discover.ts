import type { Product } from '../../domain/product.ts'
import { categories, type Language, languages, priorityTerms, types } from '../../domain/taxonomy.ts'
import { provider } from './asked.ts'

/** The language of a locale such as `tr_TR`; Turkish for any that is not known. */
export const languageOf = (locale: string | undefined): Language => {
  const wanted = locale?.slice(0, 2).toLowerCase()
  return languages.find(each => each.code === wanted)?.code ?? 'tr'
}

/** The code tables that a search filters by, each as id → name. */
export const discover = (
  language: Language,
  { products, agencyName }: { products: readonly Product[]; agencyName: string },
) => ({
  provider: { [provider]: agencyName },
  category: names(categories, language),
  priority: names(priorityTerms, language),
  package: Object.fromEntries(products.map(({ id, names: each }) => [id, each[language]])),
  type: names(types, language),
  language: names(languages, language),
})

const names = (rows: readonly ({ readonly id: number } & Readonly<Record<Language, string>>)[], language: Language) =>
  Object.fromEntries(rows.map(row => [row.id, row[language]]))
