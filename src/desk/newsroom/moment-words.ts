import type { Language } from '../../domain/taxonomy.ts'
import { offsetOf, toLocal } from '../../domain/zoned-time.ts'
import { formatLongDate, formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

const minuteMs = 60_000

/** `Monday 30 November 2026, 18:00 (UTC+03:00)`: with the offset, which tells apart the two of an hour that comes twice. */
export const momentWords = ({ language, timeZone }: Pick<Screen, 'language' | 'timeZone'>, at: Date): string =>
  t(language, 'desk.work.moment', {
    day: formatLongDate(language, at, timeZone),
    time: formatTime(language, at, timeZone),
    offset: offsetOf(at, timeZone),
  })

/** `3 h 20 min`, at most two units; under a minute `0 min`. */
export const spanWords = (language: Language, ms: number): string => {
  const minutes = Math.floor(Math.abs(ms) / minuteMs)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const parts = [
    days > 0 && t(language, 'desk.work.span.days', { count: days }),
    hours > 0 && t(language, 'desk.work.span.hours', { hours }),
    days === 0 && (rest > 0 || hours === 0) && t(language, 'desk.work.span.minutes', { minutes: rest }),
  ]
  return parts.filter(part => part !== false).join(' ')
}

/** By how many minutes the clock of the zone is set on a day (`2026-03-29`): 60 forward, -60 back, 0 not at all. */
export const clockChangeOn = (day: string, timeZone: string): number => {
  const offsetAt = (time: string): number => {
    // Noon UTC is within 14 hours of any local noon; the hours around midnight decide.
    const asUtc = Date.parse(`${day}T${time}Z`)
    const wallOf = (at: number) => Date.parse(`${toLocal(new Date(at), timeZone)}Z`)
    const guess = asUtc - (wallOf(asUtc) - asUtc)
    return wallOf(guess) - guess
  }
  return Math.round((offsetAt('23:30') - offsetAt('00:15')) / minuteMs)
}
