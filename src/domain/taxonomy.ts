import type { ItemType } from './ids.ts'
import tables from './taxonomy.json' with { type: 'json' }

/** The agency's own short list; numbers are those of HAS (shared by its `discover`). */
export const categoryCodes = [
  'general',
  'sports',
  'economy',
  'health',
  'science-technology',
  'politics',
  'culture-arts-life',
] as const
export type Category = (typeof categoryCodes)[number]

/** 1 flash, 2 urgent, 3 important, 4 routine, 5 special, 6 archive. */
export const priorities = [1, 2, 3, 4, 5, 6] as const
export type Priority = (typeof priorities)[number]

/** Languages the wire is written in, as BCP 47 primary subtags. */
export const languageCodes = ['en', 'tr', 'ar'] as const
export type Language = (typeof languageCodes)[number]

/** A row of a code table: its HAS number, its code, its name in each language. */
export interface Term<Code extends string> {
  readonly id: number
  readonly code: Code
  readonly en: string
  readonly tr: string
  readonly ar: string
}

export const categories = tables.categories as readonly Term<Category>[]
export const types = tables.types as readonly Term<ItemType>[]
export const languages = tables.languages as readonly (Term<Language> & {
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly own: string
})[]
/** `urgency` is the IPTC urgency, 1 to 8 (NewsML-G2 §itemMeta; NITF ed-urg). */
export const priorityTerms = tables.priorities as readonly (Term<string> & { readonly urgency: number })[]

const find = <T extends { code: string }>(rows: readonly T[], code: string): T => {
  const row = rows.find(each => each.code === code)
  if (row === undefined) throw new RangeError(`no such code: ${code}`)
  return row
}

export const categoryTerm = (code: Category): Term<Category> => find(categories, code)
export const languageTerm = (code: Language) => find(languages, code)
export const priorityTerm = (priority: Priority) => {
  const term = priorityTerms.find(each => each.id === priority)
  if (term === undefined) throw new RangeError(`no such priority: ${priority}`)
  return term
}
export const urgencyOf = (priority: Priority): number => priorityTerm(priority).urgency
// Languages usually written in Arabic or Hebrew script (CLDR likely subtags).
const rightToLeft = new Set(['ar', 'fa', 'ur', 'he', 'yi', 'ps', 'ckb', 'sd', 'ug', 'dv'])

/** Which way a language is written; of any BCP 47 tag. */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.has(tag.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr')
