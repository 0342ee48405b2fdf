import type { ReadItem } from '../formats/reading.ts'

/** What every item has by now, for those that were read before. */
const since = { ...{ people: [], organisations: [], places: [], links: [], reason: null } } satisfies Partial<ReadItem>

/** What was read of an item, out of the JSON that is stored of it: its dates are dates again. */
export const documentOf = (stored: unknown): ReadItem => {
  const item = stored as Omit<ReadItem, DateField | 'embargo'> &
    Record<DateField, string | null> & { readonly embargo: { readonly until: string | null } | null }
  const { embargo } = item
  return {
    ...since,
    ...item,
    firstCreated: dateOf(item.firstCreated),
    versionCreated: dateOf(item.versionCreated),
    expires: dateOf(item.expires),
    embargo: embargo === null ? null : { until: dateOf(embargo.until) },
  }
}

type DateField = 'firstCreated' | 'versionCreated' | 'expires'

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))
