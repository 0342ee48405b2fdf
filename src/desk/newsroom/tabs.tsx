import { can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

const places = ['drafts', 'schedule', 'templates', 'desks'] as const
export type WorkPlace = (typeof places)[number]

/** Where the newsroom's work is looked after: drafts, what goes out when, beginnings of stories, desks. */
export const WorkTabs = ({
  screen: { language },
  person,
  current,
}: {
  screen: Screen
  person: Pick<Person, 'role'>
  current: WorkPlace
}) => (
  <nav class="tabs work-tabs" aria-label={t(language, 'desk.work.places')}>
    {places
      .filter(place => place !== 'desks' || can(person, 'desks'))
      .map(place => (
        <a href={`/desk/${place}`} aria-current={place === current ? 'page' : undefined}>
          {t(language, `desk.work.place.${place}`)}
        </a>
      ))}
  </nav>
)
