import { type Stage, stages } from '../../domain/stage.ts'
import { type Language, languageCodes } from '../../domain/taxonomy.ts'

export const searchKinds = ['all', 'drafts', 'wire'] as const
export const periods = ['day', 'week', 'month'] as const

/** What is searched for, and where, as the address says. */
export interface SearchChoice {
  readonly q: string
  readonly kind: (typeof searchKinds)[number]
  readonly language: Language | null
  /** Of drafts. */
  readonly stage: Stage | null
  /** Of drafts: an id or `none`. */
  readonly desk: string | null
  /** Saved or sent within; null: whenever. */
  readonly period: (typeof periods)[number] | null
  readonly after: string | null
}

const longestQuery = 200
const dayMs = 86_400_000
const daysOf = { day: 1, week: 7, month: 31 } as const

/** Reads the choice of an address; what it names and nobody knows counts as not named. A stage or a desk is of drafts: the wire is not searched then. */
export const searchChoiceOf = (query: URLSearchParams): SearchChoice => {
  const stage = stages.find(each => each === query.get('stage')) ?? null
  const named = query.get('desk') ?? ''
  const desk = named === 'none' || /^dsk_[a-z0-9]{1,40}$/.test(named) ? named : null
  const kind = searchKinds.find(each => each === query.get('kind')) ?? 'all'
  return {
    q: (query.get('q') ?? '').trim().slice(0, longestQuery),
    kind: kind === 'all' && (stage !== null || desk !== null) ? 'drafts' : kind,
    language: languageCodes.find(each => each === query.get('language')) ?? null,
    ...{ stage, desk },
    period: periods.find(each => each === query.get('period')) ?? null,
    after: query.get('after'),
  }
}

export const sinceOf = ({ period }: SearchChoice, now: Date): Date | null =>
  period === null ? null : new Date(now.getTime() - daysOf[period] * dayMs)

/** The address of a choice with changes; a changed choice begins at its first page. */
export const searchHref = (choice: SearchChoice, change: Partial<SearchChoice> = {}): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...choice, after: null, ...change })) {
    if (value !== null && value !== '' && !(name === 'kind' && value === 'all')) query.set(name, value)
  }
  return query.size === 0 ? '/desk/search' : `/desk/search?${query}`
}

/** What was found of one kind; `older` begins the next page, null at the end. */
export interface Found<T> {
  readonly rows: readonly T[]
  readonly older: string | null
}
