import fc from 'fast-check'

const priority = fc.constantFrom(2 as const, 4 as const)
const category = fc.constantFrom('sports' as const, 'general' as const)
/** What can happen to a subscriber's stream: something is sent, its contract or filter changes, it goes away or comes back. */
export const readerCommand = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('publish' as const), priority, category, isEmbargoed: fc.boolean() }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('follow' as const),
      which: fc.nat(20),
      signal: fc.constantFrom('update', 'correction', 'advisory', 'withhold', 'kill', 'release' as const),
      priority,
      category,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('contract' as const),
      product: fc.constantFrom('generalEn', 'flash', 'generalTr' as const),
      isTrusted: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('filter' as const), category: fc.option(category) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('away' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('back' as const) }) },
)
export type ReaderCommand = typeof readerCommand extends fc.Arbitrary<infer T> ? T : never
