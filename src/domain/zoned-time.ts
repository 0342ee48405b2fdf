const offsets = new Map<string, Intl.DateTimeFormat>()

/** The clock on the wall of a zone at a moment: `2026-11-23T18:00`, as an input of type datetime-local writes it. */
export const toLocal = (moment: Date, timeZone: string): string => {
  const format =
    offsets.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    })
  offsets.set(timeZone, format)
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

/** The moment at which the clock of a zone shows this; the earlier where an hour comes twice, null where the clock skips it or the text is
 *  no such time. */
export const fromLocal = (text: string, timeZone: string): Date | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::00(?:\.0+)?)?$/.test(text)) return null
  const wanted = text.slice(0, 16)
  const asUtc = Date.parse(`${wanted}Z`)
  if (Number.isNaN(asUtc)) return null
  // A zone's offset is at most 14 hours and changes by parts of an hour: the two that hold around the moment are tried, the earlier first.
  const dayMs = 86_400_000
  const candidates = [asUtc - dayMs, asUtc + dayMs].map(near => {
    const offsetMs = Date.parse(`${toLocal(new Date(near), timeZone)}Z`) - near
    return asUtc - offsetMs
  })
  const moment = candidates.sort((a, b) => a - b).find(each => toLocal(new Date(each), timeZone) === wanted)
  return moment === undefined ? null : new Date(moment)
}
