import { readFileSync } from 'node:fs'
import type { ItemType } from '../domain/ids.ts'
import type { ProductRule } from '../domain/product.ts'
import type { Language } from '../domain/taxonomy.ts'

/** The accounts of the demo agency, all invented. */
export interface DemoPeople {
  readonly products: readonly {
    readonly code: string
    readonly names: Readonly<Record<Language, string>>
    readonly rule: ProductRule
  }[]
  readonly staff: readonly DemoStaff[]
  readonly subscribers: readonly DemoSubscriber[]
}

export interface DemoStaff {
  readonly username: string
  readonly name: string
  readonly email: string
  readonly role: 'writer' | 'editor' | 'admin'
  readonly language: Language
}

export interface DemoSubscriber {
  readonly name: string
  readonly language: Language
  readonly contact: string
  readonly licence: {
    readonly products: readonly string[]
    readonly types: readonly ItemType[]
    readonly languages: readonly Language[] | null
    /** From the start of the demo back, and forth; a negative end has passed. */
    readonly fromDaysAgo: number
    readonly untilDays: number
    readonly archiveDays: number | null
    readonly delayMinutes: number
    readonly embargoTrust: boolean
    /** Left out: every size that is sold. */
    readonly sizes?: { readonly picture?: readonly string[]; readonly video?: readonly string[] }
    /** Left out: no limit. */
    readonly downloadLimit?: number
  }
  readonly users: readonly { readonly name: string; readonly email: string; readonly isMaster: boolean }[]
  readonly apiUsers: readonly { readonly name: string }[]
}

/** Reads demo/people.json. */
export const demoPeople = (): DemoPeople =>
  JSON.parse(readFileSync(new URL('./demo/people.json', import.meta.url), 'utf8'))
