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

/** The moments at which the clock of a zone shows this, the earlier first: two where an hour comes twice, none where the clock skips it or the
 *  text is no such time. */
export const momentsOf = (text: string, timeZone: string): Date[] => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::00(?:\.0+)?)?$/.test(text)) return []
  const wanted = text.slice(0, 16)
  const asUtc = Date.parse(`${wanted}Z`)
  if (Number.isNaN(asUtc)) return []
  // A zone's offset is at most 14 hours and changes by parts of an hour: the two that hold around the moment are tried.
  const dayMs = 86_400_000
  const candidates = [asUtc - dayMs, asUtc + dayMs].map(near => asUtc - offsetMs(new Date(near), timeZone))
  return [...new Set(candidates)]
    .sort((a, b) => a - b)
    .map(each => new Date(each))
    .filter(each => toLocal(each, timeZone) === wanted)
}

/** The moment at which the clock of a zone shows this; the earlier where an hour comes twice, null where the clock skips it or the text is
 *  no such time. */
export const fromLocal = (text: string, timeZone: string): Date | null => momentsOf(text, timeZone)[0] ?? null

const offsetMs = (moment: Date, timeZone: string): number =>
  Date.parse(`${toLocal(moment, timeZone)}Z`) - Math.floor(moment.getTime() / 60_000) * 60_000

/** How far the clock of a zone is ahead of UTC at a moment: `+03:00`. */
export const offsetOf = (moment: Date, timeZone: string): string => {
  const minutes = Math.round(offsetMs(moment, timeZone) / 60_000)
  const part = (n: number) => String(n).padStart(2, '0')
  return `${minutes < 0 ? '−' : '+'}${part(Math.floor(Math.abs(minutes) / 60))}:${part(Math.abs(minutes) % 60)}`
}
