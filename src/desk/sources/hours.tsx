import type { SourceHour } from '../../store/intake-view.ts'
import { formatNumber, formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

/** Hours that charts and tables of a source go back. */
export const hoursShown = 24
const hourMs = 3_600_000
const [barWidth, gap, height] = [5, 1, 24]

interface HoursProps {
  screen: Screen
  hours: readonly SourceHour[]
  now: Date
}

/** Each of the last hours with what came in, the oldest first; hours without anything as well. */
const everyHour = (hours: readonly SourceHour[], now: Date) => {
  const last = Math.floor(now.getTime() / hourMs) * hourMs
  return Array.from({ length: hoursShown }, (_, i) => {
    const at = last - (hoursShown - 1 - i) * hourMs
    const found = hours.find(({ hour }) => hour.getTime() === at)
    return {
      at: new Date(at),
      items: found?.items ?? 0,
      failed: (found?.failedLooks ?? 0) + (found?.quarantined ?? 0),
    }
  })
}

/** Items by the hour as small bars, the newest at the end; an hour with failures has a mark below. Its numbers stand in `HoursTable`. */
export const HoursChart = ({ screen: { language }, hours, now }: HoursProps) => {
  const all = everyHour(hours, now)
  const most = Math.max(1, ...all.map(({ items }) => items))
  const width = hoursShown * (barWidth + gap)
  const total = all.reduce((sum, { items }) => sum + items, 0)
  return (
    <svg
      class="hours"
      viewBox={`0 0 ${width} ${height + 4}`}
      width={width}
      height={height + 4}
      role="img"
      aria-label={t(language, 'desk.source.inDay', { count: total })}
    >
      {all.map(({ items, failed }, i) => {
        const tall = items === 0 ? 1 : Math.max(2, Math.round((items / most) * height))
        const x = i * (barWidth + gap)
        return (
          <>
            <rect
              class={items === 0 ? 'hours-none' : 'hours-items'}
              x={x}
              y={height - tall}
              width={barWidth}
              height={tall}
            />
            {failed > 0 && <rect class="hours-failed" x={x} y={height + 2} width={barWidth} height={2} />}
          </>
        )
      })}
    </svg>
  )
}

/** The numbers of the chart, the newest hour first; hours in which nothing happened are left out. */
export const HoursTable = ({ screen, hours, now }: HoursProps) => {
  const { language, timeZone } = screen
  const rows = everyHour(hours, now)
    .filter(({ items, failed }) => items > 0 || failed > 0)
    .toReversed()
  if (rows.length === 0) return <p class="muted">{t(language, 'desk.source.quiet')}</p>
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t(language, 'desk.source.hour')}</th>
          <th scope="col" class="num">
            {t(language, 'desk.source.items')}
          </th>
          <th scope="col" class="num">
            {t(language, 'desk.source.failed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, items, failed }) => (
          <tr>
            <td>{formatTime(language, at, timeZone)}</td>
            <td class="num">{formatNumber(language, items)}</td>
            <td class="num">{formatNumber(language, failed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
