import { momentsOf } from '../../domain/zoned-time.ts'
import type { Draft } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Desk } from '../env.ts'
import type { Seat } from '../frame.tsx'
import { headOf, type Plan, planOf } from '../write/plan.ts'

/** A time as it is typed, by the agency's clock. */
export interface ScheduleTime {
  /** `2026-11-30`; empty: not chosen yet. */
  readonly date: string
  /** `18:00` */
  readonly time: string
  /** Which of the two, where the clock shows the time twice. */
  readonly turn: 'first' | 'second' | null
}

export const timeOf = (text: (name: string) => string): ScheduleTime => {
  const turn = text('turn')
  return {
    date: text('date').trim().slice(0, 10),
    time: text('time').trim().slice(0, 5),
    turn: turn === 'first' || turn === 'second' ? turn : null,
  }
}

/** What would be sent then, or what stands in its way. */
export interface Planned {
  /** null: not chosen, or no such time. */
  readonly at: Date | null
  /** Both moments, where the clock shows the time twice and it has not been said which. */
  readonly either: readonly Date[]
  /** What would be sent, as things are now; null where something stands in its way. */
  readonly plan: Plan | null
  readonly errors: readonly FieldError[]
}

/** Checks a draft as for sending, at the time typed. */
export const planAt = async (desk: Desk, seat: Seat, draft: Draft, typed: ScheduleTime): Promise<Planned> => {
  const { language, timeZone } = seat.screen
  const now = desk.publisher.clock()
  const head = await headOf(desk, draft)
  const plan = await planOf(desk, seat, draft, head)
  const errors: FieldError[] = 'errors' in plan ? [...plan.errors] : []
  if (head !== null && head.lastSeq !== draft.baseSeq) {
    errors.push({ field: null, message: t(language, 'desk.work.schedule.moved') })
  }
  const ready = 'errors' in plan ? null : plan
  if (typed.date === '' && typed.time === '')
    return { at: null, either: [], plan: errors.length > 0 ? null : ready, errors }
  const moments = momentsOf(`${typed.date}T${typed.time}`, timeZone)
  const { at, wrong } = momentOf(moments, typed)
  const says = (key: NonNullable<typeof wrong> | 'past' | 'embargo') =>
    errors.push({
      field: key === 'twice' ? 'turn' : 'time',
      message: t(language, `desk.work.schedule.${key}`, { date: typed.date, time: typed.time, zone: timeZone }),
    })
  if (wrong !== null) says(wrong)
  if (at !== null && at <= now) says('past')
  const until = ready?.filing.embargo?.until
  if (at !== null && until != null && until <= at) says('embargo')
  return { at, either: moments.length === 2 ? moments : [], plan: errors.length > 0 ? null : ready, errors }
}

/** The one moment that is meant, or why there is none. */
const momentOf = (
  moments: readonly Date[],
  { date, time, turn }: ScheduleTime,
): { at: Date | null; wrong: 'none' | 'skipped' | 'twice' | null } => {
  const [first = null, second = null] = moments
  if (first === null) return { at: null, wrong: isWritten(date, time) ? 'skipped' : 'none' }
  if (second === null) return { at: first, wrong: null }
  if (turn === null) return { at: null, wrong: 'twice' }
  return { at: turn === 'first' ? first : second, wrong: null }
}

/** Whether it is a time of some calendar day: what no clock shows is skipped by this zone's. */
const isWritten = (date: string, time: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && momentsOf(`${date}T${time}`, 'UTC').length === 1
