import type { ItemId, ItemType } from './ids.ts'
import type { Category, Language, Priority } from './taxonomy.ts'

/** How the summary of a teaser came to be: written by the editor, or cut by `summarise`. */
export type SummaryKind = 'editor' | 'extract'

/** The summarised form of an item's newest version: the only thing the public may see. */
export interface Teaser {
  readonly item: ItemId
  /** Last part of the story's address: `river-levels-fall-1001`; made from the first headline and kept for life. */
  readonly slug: string
  readonly language: Language
  readonly category: Category
  readonly priority: Priority
  readonly headline: string
  readonly dateline: string | null
  /** Two or three sentences, never more than a third of the text. */
  readonly summary: string
  readonly summaryKind: SummaryKind
  /** The ready-to-print line of the newest correction, or null. */
  readonly correction: string | null
}

/** A teaser as the public sees it, with its times. */
export interface PublicTeaser extends Teaser {
  readonly publishedAt: Date
  readonly updatedAt: Date
}

/** What stands in public for a story that was taken back: never its text, its headline or the desks' reason. */
export interface PublicNotice {
  readonly item: ItemId
  readonly slug: string
  readonly language: Language
  readonly kind: 'withheld' | 'killed'
  /** The sentence for readers. */
  readonly line: string
  /** The slug of the story that replaces it, where that is public. */
  readonly replacedBy: string | null
  readonly at: Date
}

/** Which items the public sees at all, and how long after their release. */
export interface PublicityRule {
  readonly priorities: readonly Priority[]
  readonly delayMinutes: number
}

/** Texts alone: a caption has nothing to summarise, and what it belongs to is not on the public website. */
export const isForPublic = (
  rule: PublicityRule,
  type: ItemType,
  { priority }: { readonly priority: Priority },
): boolean => type === 'text' && rule.priorities.includes(priority)
