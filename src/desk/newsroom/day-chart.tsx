import type { WireHour } from '../../store/day.ts'
import { formatNumber, formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

const hourMs = 3_600_000
const [shown, barWidth, gap, height] = [24, 11, 3, 72]

interface ChartProps {
  screen: Screen
  hours: readonly WireHour[]
  /** The first hour. */
  since: Date
}

/** What was sent by the hour, over a day: new stories in full, whatever else was sent above them; its numbers stand in the table below. */
export const DayChart = ({ screen, hours, since }: ChartProps) => {
  const { language, timeZone } = screen
  const all = Array.from({ length: shown }, (_, i) => {
    const at = new Date(since.getTime() + i * hourMs)
    const found = hours.find(({ hour }) => hour.getTime() === at.getTime())
    return { at, items: found?.items ?? 0, entries: found?.entries ?? 0 }
  })
  const most = Math.max(1, ...all.map(({ entries }) => entries))
  const tall = (n: number) => (n === 0 ? 0 : Math.max(2, Math.round((n / most) * height)))
  const width = shown * (barWidth + gap)
  return (
    <>
      <svg
        class="day-chart"
        viewBox={`0 0 ${width} ${height + 16}`}
        role="img"
        aria-label={t(language, 'desk.work.today.chart')}
      >
        {all.map(({ at, items, entries }, i) => {
          const x = i * (barWidth + gap)
          return (
            <>
              <rect class="day-entries" x={x} y={height - tall(entries)} width={barWidth} height={tall(entries)} />
              <rect class="day-items" x={x} y={height - tall(items)} width={barWidth} height={tall(items)} />
              <rect class="day-line" x={x} y={height} width={barWidth} height={1} />
              {i % 6 === 0 && (
                <text class="day-hour" x={x} y={height + 13}>
                  {formatTime(language, at, timeZone)}
                </text>
              )}
            </>
          )
        })}
      </svg>
      <details class="today-numbers">
        <summary>{t(language, 'desk.work.today.numbers')}</summary>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t(language, 'desk.source.hour')}</th>
              <th scope="col" class="num">
                {t(language, 'desk.work.today.items')}
              </th>
              <th scope="col" class="num">
                {t(language, 'desk.work.today.entries')}
              </th>
            </tr>
          </thead>
          <tbody>
            {all.toReversed().map(({ at, items, entries }) => (
              <tr>
                <td>{formatTime(language, at, timeZone)}</td>
                <td class="num">{formatNumber(language, items)}</td>
                <td class="num">{formatNumber(language, entries)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
