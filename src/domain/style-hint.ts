import type { Language } from './taxonomy.ts'

export const styleRules = [
  'no-dateline',
  'no-byline',
  'long-headline',
  'headline-full-stop',
  'double-space',
  'space-before-mark',
  'repeated-word',
  'all-caps',
  'percent',
  'number',
  'mixed-quotes',
  'unbalanced',
  'long-sentence',
  'unattributed-quote',
  'two-spellings',
] as const
export type StyleRule = (typeof styleRules)[number]

/** The fields of a story that the house style looks at. */
export type StyleField = 'headline' | 'deck' | 'dateline' | 'bylines' | 'body'

/** Something to look at: never an error, nothing is kept from going out by it. */
export interface StyleHint {
  readonly rule: StyleRule
  readonly field: StyleField
  /** Offsets in the text of the field; both 0 where the field as a whole is meant. */
  readonly from: number
  readonly to: number
  /** What a message has places for: `{first}`, `{second}`, `{wanted}`, `{count}`. */
  readonly values: Readonly<Record<string, string | number>>
}

/** A story as the house style looks at it. */
export interface StyleText {
  readonly language: Language
  readonly headline: string
  readonly deck: string
  readonly dateline: string
  readonly bylines: string
  /** Plain, its blocks parted by empty lines. */
  readonly body: string
  /** People, organisations and places that the story names. */
  readonly names: readonly string[]
}
