import type { Scope } from '../domain/licence.ts'
import type { Licence } from '../store/licence.ts'

const hasBegun = (licence: Licence, now: Date): boolean => licence.startsAt <= now
const hasEnded = (licence: Licence, now: Date): boolean => licence.endsAt !== null && licence.endsAt <= now
/** A contract that was cancelled before it began never counts. */
const isCancelled = ({ startsAt, endsAt }: Licence): boolean => endsAt !== null && endsAt <= startsAt

/** The last of the greatest by a number. */
const greatest = (licences: readonly Licence[], by: (licence: Licence) => number): Licence | null =>
  licences.reduce<Licence | null>((best, each) => (best === null || by(each) >= by(best) ? each : best), null)

/**
 * The contract that counts at a moment: the one in force (of several, the one that began last), else the one that ended last, else
 * the next to come; null where there never was one.
 * @param licences of one subscriber, in order of their start and making
 */
export const pickContract = (licences: readonly Licence[], now: Date): Licence | null => {
  const real = licences.filter(each => !isCancelled(each))
  const begun = real.filter(each => hasBegun(each, now))
  return (
    greatest(
      begun.filter(each => !hasEnded(each, now)),
      each => each.startsAt.getTime(),
    ) ??
    greatest(begun, each => each.endsAt?.getTime() ?? Number.POSITIVE_INFINITY) ??
    greatest(real, each => -each.startsAt.getTime())
  )
}

/** The next moment at which a contract starts or ends; null where nothing changes by time alone. */
export const nextBoundary = (licences: readonly Licence[], now: Date): Date | null => {
  const moments = licences
    .filter(each => !isCancelled(each))
    .flatMap(({ startsAt, endsAt }) => (endsAt === null ? [startsAt] : [startsAt, endsAt]))
    .filter(moment => moment > now)
    .map(moment => moment.getTime())
  return moments.length === 0 ? null : new Date(Math.min(...moments))
}

/** A contract as the plain data that entitlement is decided by. */
export const toScope = (licence: Licence): Scope => ({
  subscriber: licence.subscriber,
  products: licence.products,
  types: licence.types,
  languages: licence.languages,
  sizes: licence.sizes,
  from: licence.startsAt,
  until: licence.endsAt,
  archiveDays: licence.archiveDays,
  delayMinutes: licence.delayMinutes,
  embargoTrust: licence.embargoTrust,
})
