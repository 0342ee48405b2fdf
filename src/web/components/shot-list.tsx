import type { Shot } from '../../domain/shot-list.ts'
import { durationText } from '../i18n/sizes.ts'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'

/**
 * The shots of a video, each with a link to its moment. With scripts the player on the page goes there and the shot that is seen is marked
 * (client/shots.js); without, the link opens the video at that moment (W3C Media Fragments, `#t=12`). Of no shots, nothing is drawn.
 * @param player the id of the `<video>` on the page @param src its address; null: there is none that could be played, and times are no links
 */
export const ShotList = ({
  screen,
  shots,
  player,
  src,
}: {
  screen: Screen
  shots: readonly Shot[]
  player: string
  src: string | null
}) => {
  const { language } = screen
  if (shots.length === 0) return null
  return (
    <section class="shots" aria-labelledby={`${player}-shots`}>
      <h2 class="shots-title" id={`${player}-shots`}>
        {t(language, 'shots.title')}
      </h2>
      <ol class="shots-list" data-player={player}>
        {shots.map(({ atSeconds, text }) => {
          const time = durationText(atSeconds)
          return (
            <li class="shot">
              {src === null ? (
                <span class="shot-time num">{time}</span>
              ) : (
                <a
                  class="shot-time num"
                  href={`${src.split('#', 1)[0]}#t=${atSeconds}`}
                  data-seek={String(atSeconds)}
                  aria-label={t(language, 'shots.play', { time, text })}
                >
                  {time}
                </a>
              )}
              <span class="shot-text" dir="auto">
                {text}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
