import { type IncomingStatus, incomingStatuses } from '../../store/intake-item.ts'
import { isSourceId } from '../../store/intake-source.ts'

export const incomingStates = ['waiting', 'held', 'taken', 'all'] as const
export type IncomingState = (typeof incomingStates)[number]

/** Which items of the incoming list a page shows, and which one is open beside it: all of it stands in the address. */
export interface IncomingChoice {
  readonly source: string | null
  readonly state: IncomingState
  readonly q: string | null
  /** The last one of the page before. */
  readonly before: number | null
  readonly open: number | null
  /** Whether the open one is shown as it was read, or as it came. */
  readonly view: 'parsed' | 'raw'
}

/** The choice that an address names; what it names and nobody knows counts as not named. */
export const incomingChoiceOf = (query: URLSearchParams): IncomingChoice => {
  const source = query.get('source') ?? ''
  const q = (query.get('q') ?? '').trim().slice(0, 200)
  return {
    source: isSourceId(source) ? source : null,
    state: incomingStates.find(each => each === query.get('state')) ?? 'waiting',
    q: q === '' ? null : q,
    before: numberOf(query.get('before')),
    open: numberOf(query.get('open')),
    view: query.get('view') === 'raw' ? 'raw' : 'parsed',
  }
}

/** The id that a text is; null for anything else. */
export const numberOf = (text: string | null | undefined): number | null =>
  text != null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null

const usual = { state: 'waiting', view: 'parsed' } as const

/** The address of a choice, as a query, with parts of it changed: `?state=held&open=12`, or nothing. */
export const incomingQuery = (choice: IncomingChoice, change: Partial<IncomingChoice> = {}): string => {
  const query = new URLSearchParams()
  const { source, state, q, before, open, view } = { ...choice, ...change }
  const named = {
    ...{ source, q, before, open, state: state === usual.state ? null : state },
    view: view === usual.view ? null : view,
  }
  for (const [name, value] of Object.entries(named)) if (value !== null) query.set(name, String(value))
  return query.size === 0 ? '' : `?${query}`
}

export const incomingHref = (choice: IncomingChoice, change: Partial<IncomingChoice> = {}): string =>
  `/desk/incoming${incomingQuery(choice, change)}`

const statuses: Readonly<Record<IncomingState, readonly IncomingStatus[]>> = {
  waiting: ['waiting', 'held'],
  held: ['held'],
  taken: ['drafted', 'sent'],
  all: incomingStatuses.filter(each => each !== 'arrived'),
}

/** What may have become of the items of a choice. */
export const statusesOf = ({ state }: Pick<IncomingChoice, 'state'>): readonly IncomingStatus[] => statuses[state]

export const isNarrowed = ({ source, state, q }: IncomingChoice): boolean =>
  source !== null || q !== null || state !== usual.state
