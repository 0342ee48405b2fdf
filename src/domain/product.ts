import type { ItemType } from './ids.ts'
import type { Category, Language, Priority } from './taxonomy.ts'

/** A rule over items: every list that is given must contain the item's value; an absent list lets everything pass. */
export interface ProductRule {
  readonly types?: readonly ItemType[] | undefined
  readonly languages?: readonly Language[] | undefined
  readonly categories?: readonly Category[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  /** IPTC Media Topic qcodes; one in common is enough. */
  readonly subjects?: readonly string[] | undefined
}

/** A named rule that the agency sells. A changed rule is a new version; entries keep the membership they had when sent. */
export interface Product {
  readonly id: number
  readonly version: number
  readonly code: string
  readonly names: Readonly<Record<Language, string>>
  readonly rule: ProductRule
}

/** What a rule looks at. */
export interface Classified {
  readonly type: ItemType
  readonly language: Language
  readonly category: Category
  readonly priority: Priority
  readonly subjects: readonly string[]
}

const allows = <T>(list: readonly T[] | undefined, value: T): boolean => list === undefined || list.includes(value)

export const matchesRule = (rule: ProductRule, item: Classified): boolean =>
  allows(rule.types, item.type) &&
  allows(rule.languages, item.language) &&
  allows(rule.categories, item.category) &&
  allows(rule.priorities, item.priority) &&
  (rule.subjects === undefined || rule.subjects.some(each => item.subjects.includes(each)))

/** A product that an entry belongs to, in the version of its rule that said so. */
export interface Membership {
  readonly product: number
  readonly version: number
}

/** The products of an item, by the rules in force when it is sent; in order of product id. */
export const productsOf = (item: Classified, products: readonly Product[]): Membership[] =>
  products
    .filter(product => matchesRule(product.rule, item))
    .map(product => ({ product: product.id, version: product.version }))
    .sort((a, b) => a.product - b.product)
