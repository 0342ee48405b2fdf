import type { Signal } from './signal.ts'
import type { Content } from './version.ts'

/** What an agency may want two people for: nothing else waits. */
export const secondPersonKinds = ['flash', 'kill'] as const
export type SecondPersonKind = (typeof secondPersonKinds)[number]

/** What that rule looks at. */
export interface Weighed {
  readonly signal: Signal
  readonly content: Pick<Content, 'priority'> | null
}

/** What a filing is to that rule: a kill, a flash (a new or updated text of priority 1), or neither. */
export const secondPersonKindOf = ({ signal, content }: Weighed): SecondPersonKind | null => {
  if (signal === 'kill') return 'kill'
  return (signal === 'new' || signal === 'update') && content?.priority === 1 ? 'flash' : null
}
