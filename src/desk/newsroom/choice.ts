import { type Stage, stages } from '../../domain/stage.ts'
import { wordsOf } from '../../domain/words.ts'
import type { QueueFilter } from '../../store/draft-queue.ts'

/** What a queue shows, as its address says. */
export interface QueueChoice {
  readonly stage: Stage | null
  /** An id, `none`, or null for every desk. */
  readonly desk: string | null
  readonly whose: QueueFilter['whose']
  readonly q: string
  readonly after: string | null
}

export const whoses = ['all', 'mine', 'assigned'] as const satisfies readonly QueueFilter['whose'][]
const longestQuery = 200

/** Reads the choice of an address; what it names and nobody knows counts as not named. */
export const queueChoiceOf = (query: URLSearchParams, whose: QueueFilter['whose'] = 'all'): QueueChoice => {
  const desk = query.get('desk') ?? ''
  return {
    stage: stages.find(each => each === query.get('stage')) ?? null,
    desk: desk === 'none' || /^dsk_[a-z0-9]{1,40}$/.test(desk) ? desk : null,
    whose: whoses.find(each => each === query.get('whose')) ?? whose,
    q: (query.get('q') ?? '').trim().slice(0, longestQuery),
    after: query.get('after'),
  }
}

export const queueFilterOf = ({ stage, desk, whose, q }: QueueChoice, person: string): QueueFilter => ({
  ...{ stage, desk, whose, person },
  words: wordsOf(q),
})

/** The query of a choice with changes; a changed choice begins at its first page. */
export const queueQuery = (choice: QueueChoice, change: Partial<QueueChoice> = {}): string => {
  const { stage, desk, whose, q, after } = { ...choice, after: null, ...change }
  const query = new URLSearchParams()
  if (stage !== null) query.set('stage', stage)
  if (desk !== null) query.set('desk', desk)
  if (whose !== 'all') query.set('whose', whose)
  if (q !== '') query.set('q', q)
  if (after !== null) query.set('after', after)
  return query.size === 0 ? '' : `?${query}`
}
