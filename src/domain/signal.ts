/** Why an entry was sent. */
export const signals = ['new', 'update', 'correction', 'advisory', 'withhold', 'kill', 'release'] as const
export type Signal = (typeof signals)[number]

/** Signals that go to everyone who ever had any version of the item. */
export const recallSignals = ['correction', 'withhold', 'kill'] as const
export const isRecall = (signal: Signal): boolean => (recallSignals as readonly Signal[]).includes(signal)

/** Signals that take an item back, which may say under which class of reasons. */
export const isTakenBack = (signal: Signal): boolean => signal === 'withhold' || signal === 'kill'

/** What the item is to everybody after its newest entry. */
export const states = ['usable', 'withheld', 'killed'] as const
export type State = (typeof states)[number]

/** Where an item stands: not on the wire yet, or in a state, under embargo or not. */
export type Standing = 'absent' | State

interface Row {
  /** From which standings the signal may follow. */
  readonly after: readonly Standing[]
  /** What the item is afterwards; `same` keeps what it was. */
  readonly leaves: State | 'same'
  /** Whether the editor must say why (to desks). */
  readonly note: 'required' | 'optional'
  /** `fresh`: new content is filed; `kept`: the content of the version before stands; `none`: the body is taken away. */
  readonly content: 'fresh' | 'kept' | 'none'
}

/** Which signal may follow which, and what it asks for. A killed item appears in no `after`: nothing follows a kill. */
export const signalTable: Readonly<Record<Signal, Row>> = {
  new: { after: ['absent'], leaves: 'usable', note: 'optional', content: 'fresh' },
  update: { after: ['usable'], leaves: 'usable', note: 'optional', content: 'fresh' },
  correction: { after: ['usable', 'withheld'], leaves: 'usable', note: 'required', content: 'fresh' },
  advisory: { after: ['usable', 'withheld'], leaves: 'same', note: 'required', content: 'kept' },
  withhold: { after: ['usable', 'withheld'], leaves: 'withheld', note: 'required', content: 'none' },
  kill: { after: ['usable', 'withheld'], leaves: 'killed', note: 'required', content: 'none' },
  release: { after: ['usable'], leaves: 'usable', note: 'optional', content: 'kept' },
}
