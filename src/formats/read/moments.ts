const iso =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/iu
const rfc822 =
  /^(?:[a-zç]{2,9}\.?,?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]*\.?[\s-](\d{2}|\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(Z|[+-]\d{4}|[+-]\d{2}:\d{2}|[a-z]{1,4})?(?:\s*\(.*\))?$/iu
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// As agencies of other languages abbreviate them; what is not here is as in English.
const otherMonths: Readonly<Record<string, number>> = {
  ...{
    mai: 5,
    okt: 10,
    dez: 12,
    maj: 5,
    avr: 4,
    gen: 1,
    mag: 5,
    giu: 6,
    lug: 7,
    ago: 8,
    set: 9,
    ott: 10,
    dic: 12,
    ene: 1,
    abr: 4,
  },
}
// RFC 822 §5.1 and what feeds write beside it.
const zones: Readonly<Record<string, number>> = {
  ...{
    z: 0,
    ut: 0,
    utc: 0,
    gmt: 0,
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
  },
  ...{ bst: 60, cet: 60, cest: 120, eet: 120, eest: 180, msk: 180, trt: 180, jst: 540 },
}

interface Parts {
  readonly at: readonly [number, number, number, number, number, number, number]
  readonly zone: string | null
}

/** A moment as agencies write it: ISO 8601, extended or basic, `+0200`, white space anywhere around; RFC 822 with a wrong weekday, two-digit years
 *  and named zones. @param zone IANA zone of a time that names none; null: UTC @returns null where it is no moment */
export const readMoment = (text: string | null, zone: string | null): Date | null => {
  const parts = text === null ? null : (isoParts(text.trim()) ?? rfcParts(text.trim()))
  if (parts === null) return null
  const [year, month, day, hour, minute, second, ms] = parts.at
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return null
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null
  const offset = parts.zone === null ? offsetIn(zone, utc) : offsetOf(parts.zone)
  return offset === null ? null : new Date(utc - offset * 60_000)
}

/** Whether a moment says its zone; one without is read in the zone of its source. */
export const namesZone = (text: string): boolean => (isoParts(text.trim()) ?? rfcParts(text.trim()))?.zone != null

const isoParts = (text: string): Parts | null => {
  const found = iso.exec(text.replace(/\s+(?=[+-]\d|Z$)/iu, ''))
  if (found === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = null] = found
  const at = [year, month, day, hour, minute, second].map(Number) as [number, number, number, number, number, number]
  return { at: [...at, Math.trunc(Number(`0.${fraction}`) * 1000)], zone }
}

const rfcParts = (text: string): Parts | null => {
  const found = rfc822.exec(text)
  if (found === null) return null
  const [, day, name = '', year = '', hour = '0', minute = '0', second = '0', zone = null] = found
  const month = otherMonths[name.toLowerCase()] ?? months.indexOf(name.toLowerCase()) + 1
  // RFC 2822 §4.3: two digits below 50 are of this century.
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900)
  return { at: [full, month, Number(day), Number(hour), Number(minute), Number(second), 0], zone }
}

const offsetOf = (zone: string): number | null => {
  const found = /^([+-])(\d{2}):?(\d{2})?$/u.exec(zone)
  if (found === null) return zones[zone.toLowerCase()] ?? null
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return found[1] === '-' ? -minutes : minutes
}

/** Minutes that a zone is ahead of UTC when its clocks show this time. */
const offsetIn = (zone: string | null, shown: number): number => {
  if (zone === null) return 0
  const first = offsetAt(zone, shown)
  return offsetAt(zone, shown - first * 60_000)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

const offsetAt = (zone: string, moment: number): number => {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', ...numeric })
  clocks.set(zone, clock)
  const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute)
  return Math.round((shown - Math.floor(moment / 60_000) * 60_000) / 60_000)
}
