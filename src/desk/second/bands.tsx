import type { Person } from '../../accounts/people.ts'
import type { SecondLook } from '../../store/second-look.ts'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { formatTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { lookHref } from './ask.ts'
import { mayDecide } from './decide.ts'

interface LookBandsProps {
  readonly screen: Screen
  readonly person: Pick<Person, 'id' | 'role'>
  readonly looks: readonly SecondLook[]
}

/** What waits for a second person, on every page of the desk: for those who may decide, and for who asked. The element stands there also while nothing waits. */
export const LookBands = ({ screen, person, looks }: LookBandsProps) => (
  <div id="looks" class="looks" role="status">
    {looks
      .filter(look => mayDecide(person, look) || look.askedBy.id === person.id)
      .map(look => (
        <LookBand {...{ screen, person, look }} />
      ))}
  </div>
)

const LookBand = ({ screen, person, look }: Omit<LookBandsProps, 'looks'> & { look: SecondLook }) => {
  const { language, timeZone } = screen
  const isOwn = look.askedBy.id === person.id
  const kind = look.signal === 'kill' ? 'kill' : 'flash'
  return (
    <NoticeBand
      tone={kind === 'kill' ? 'killed' : 'flash'}
      id={`look-${look.id}`}
      title={
        <>
          {t(language, `desk.second.${kind}${isOwn ? '.own' : ''}`)}{' '}
          <a href={lookHref(look.id)} lang={look.request.language} dir="auto">
            {look.request.headline}
          </a>{' '}
          <span class="meta num">
            {t(language, 'desk.second.since', {
              time: formatTime(language, look.askedAt, timeZone),
              name: look.askedBy.name,
            })}
          </span>
        </>
      }
    />
  )
}
