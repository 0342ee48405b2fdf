import { isLapsed } from '../domain/licence.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { LinkButton } from '../web/components/button.tsx'
import { NoticeBand, type Tone } from '../web/components/notice-band.tsx'
import { formatDateTime } from '../web/i18n/format.ts'
import { type Key, t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Visit } from './env.ts'
import { imageFor } from './files.ts'
import type { Story } from './story.ts'

const toneOf = ({ delivery: { entry }, view }: Story): Tone => {
  if (view.status !== 'usable') return 'killed'
  if (entry.signal === 'correction') return 'correction'
  return entry.signal === 'update' ? 'update' : 'plain'
}

interface StoryBandsProps {
  screen: Screen
  story: Story
  /** The page of what replaces a killed story, where the reader may open it. */
  replacement: string | null
  now: Date
}

/** What stands above a story: that it was taken back, corrected or noted upon, and its embargo. */
export const StoryBands = ({ screen, story, replacement, now }: StoryBandsProps) => {
  const { view } = story
  const { language } = screen
  const isGone = view.status !== 'usable'
  const { embargo, expires } = view
  // What stands in bands of its own is the first that the notes of a usable story say.
  const own = isGone ? 0 : (embargo === null ? 0 : 1) + (expires === null ? 0 : 1)
  const [first, ...rest] = view.edNotes.slice(own)
  return (
    <>
      {embargo !== null && (
        <NoticeBand
          tone="embargo"
          title={
            embargo.until === null
              ? t(language, 'embargo.open')
              : t(language, 'embargo.until', { time: formatDateTime(language, embargo.until, screen.timeZone) })
          }
        >
          <p>{t(language, 'portal.embargo.how')}</p>
        </NoticeBand>
      )}
      {expires !== null && <ExpiryBand screen={screen} expires={expires} now={now} />}
      {(first !== undefined || isGone || view.line !== null) && (
        <NoticeBand tone={toneOf(story)} title={<bdi>{first ?? view.line ?? view.headline}</bdi>}>
          {rest.map(note => (
            <p>
              <bdi>{note}</bdi>
            </p>
          ))}
          {view.line !== null && first !== undefined && (
            <p>
              {t(language, 'portal.line')} <bdi>{view.line}</bdi>
            </p>
          )}
          {replacement !== null && (
            <p class="story-replacement">
              <LinkButton href={replacement} icon="forward">
                {t(language, 'portal.replacement')}
              </LinkButton>
            </p>
          )}
        </NoticeBand>
      )}
    </>
  )
}

/** Until when it may be used, or that it may be no more. */
const ExpiryBand = ({ screen, expires, now }: { screen: Screen; expires: Date; now: Date }) => {
  const { language, timeZone } = screen
  const isOver = expires <= now
  const time = formatDateTime(language, expires, timeZone)
  return (
    <NoticeBand
      tone={isOver ? 'killed' : 'plain'}
      title={t(language, isOver ? 'portal.expired' : 'portal.expires', { time })}
    />
  )
}

const lessOf = (story: Story): Key => (imageFor(story) === null ? 'portal.less.headline' : 'portal.media.less')

/** Why there is less than the whole story here, and whom to ask; nothing where it is whole. */
export const WhyLess = ({ visit: { screen, scope, now }, story }: { visit: Visit; story: Story }) => {
  const { face, entry } = story.delivery
  const { language, agency } = screen
  if (face === 'full' || (face === 'notice' && entry.state !== 'usable')) return null
  const isOver = scope !== null && isLapsed(scope, now)
  return (
    <p class="story-less" dir={directionOf(language)}>
      {t(language, isOver ? 'portal.less.lapsed' : face === 'headline' ? lessOf(story) : 'portal.less.notice')}{' '}
      {t(language, 'portal.licence.ask', { contact: agency.contact })}
    </p>
  )
}
