import type { Signal } from '../../domain/signal.ts'

const order: readonly Signal[] = ['kill', 'withhold', 'correction', 'update', 'release', 'advisory', 'new']

/** The signal that weighs most where a document says several in words; null where it says none. */
export const strongest = (said: readonly (Signal | null)[]): Signal | null =>
  order.find(signal => said.includes(signal)) ?? null
