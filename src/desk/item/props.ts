import type { Child } from 'hono/jsx'
import type { Entry } from '../../domain/entry.ts'
import type { Product } from '../../domain/product.ts'
import type { ItemHead, SentVersion } from '../../domain/version.ts'
import type { ItemFacts } from '../../store/desk-list.ts'
import type { Draft } from '../../store/draft.ts'
import type { LanguageVersion, Original } from '../../store/translation.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { Seat } from '../frame.tsx'
import type { Holding } from './holding.ts'
import type { TrailParts } from './trail.tsx'

/** What the page of an item is drawn from. */
export interface ItemPageProps {
  seat: Seat
  head: ItemHead
  /** Oldest first. */
  versions: readonly SentVersion[]
  entries: readonly Entry[]
  facts: ItemFacts
  /** Open drafts of the next version. */
  drafts: readonly Draft[]
  products: readonly Product[]
  /** Pictures in its text and members, by their newest versions. */
  items: readonly SentVersion[]
  /** Others of its group. */
  together: readonly SentVersion[]
  /** Downloads so far, by role. */
  downloads: ReadonlyMap<string, number>
  /** Who has it, and how far its last recall has come. */
  board: { readonly recall: Entry | null; readonly holding: readonly Holding[] }
  /** What was done with it and with its drafts. */
  trail: TrailParts
  /** What it is a translation of; null: of nothing. */
  original: Original | null
  /** The translations of its original, or of itself. */
  translations: readonly LanguageVersion[]
  /** The entry that the reader has just sent. */
  sent: number | null
  errors?: readonly FieldError[]
  sheet?: Child
}
