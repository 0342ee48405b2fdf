const isoForm = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+ -]\d\d:?\d\d)?)?$/iu
const dayFirstForm = /^(\d\d?)[/.](\d\d?)[/.](\d{4})(?:\s+(\d\d):(\d\d)(?::(\d\d))?)?$/u

/** What a client means by dates beyond these is no different, and the database could not hold them. */
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(9000, 0, 1)

const secondMs = 1_000
const minuteMs = 60_000
const dayMs = 86_400_000

/** The lower bound that a client asks for; null: open. UTC where it names no offset. */
export const startOf = (text: string | undefined, now: Date): Date | null => {
  if (text?.toUpperCase() === 'NOW') return now
  return text === undefined ? null : (momentOf(text)?.first ?? null)
}

/** The upper bound, both included: a second, a minute or a day is meant whole, since dates are answered in whole seconds.
 *  `NOW` is open: what has been sent by the time of the answer belongs to it, whatever the clocks say. */
export const endOf = (text: string | undefined): Date | null =>
  text === undefined ? null : (momentOf(text)?.last ?? null)

interface Moment {
  readonly first: Date
  readonly last: Date
}

/** `2026-11-23T09:00:00Z`, with milliseconds or an offset, a day alone, or `23/11/2026`; anything else, `*` too, is no bound. */
const momentOf = (text: string): Moment | null => {
  const iso = isoForm.exec(text)
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso
    const ms = fraction === undefined ? undefined : Number(fraction.slice(0, 3).padEnd(3, '0'))
    return build([year, month, day], [hour, minute, second], ms, offsetOf(zone))
  }
  const [, day, month, year, hour, minute, second] = dayFirstForm.exec(text) ?? []
  return year === undefined ? null : build([year, month, day], [hour, minute, second], undefined, 0)
}

type Part = string | undefined

const build = (
  [year, month, day]: [Part, Part, Part],
  [hour, minute, second]: [Part, Part, Part],
  ms: number | undefined,
  offsetMs: number | null,
): Moment | null => {
  const at = (part: Part) => Number(part ?? 0)
  const written = Date.UTC(at(year), at(month) - 1, at(day), at(hour), at(minute), at(second), ms ?? 0)
  // A date that the calendar does not have, such as 31/02, would roll over into another.
  const back = new Date(written)
  const isReal =
    [back.getUTCFullYear(), back.getUTCMonth() + 1, back.getUTCDate()].join() === [year, month, day].map(at).join() &&
    [back.getUTCHours(), back.getUTCMinutes(), back.getUTCSeconds()].join() === [hour, minute, second].map(at).join()
  if (!isReal || offsetMs === null) return null
  const wholeMs = hour === undefined ? dayMs : second === undefined ? minuteMs : ms === undefined ? secondMs : 1
  const first = written - offsetMs
  return { first: bounded(first), last: bounded(first + wholeMs - 1) }
}

const bounded = (ms: number): Date => new Date(Math.min(Math.max(ms, earliest), latest))

/** `+03:00` in milliseconds; a plus that was not encoded arrives as a space. */
const offsetOf = (zone: string | undefined): number | null => {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 15 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * minuteMs
}
