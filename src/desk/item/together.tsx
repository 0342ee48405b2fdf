import { can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Time } from '../../web/components/time.tsx'
import { typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref, VersionThumb } from '../rows.tsx'

interface TogetherProps {
  screen: Screen
  person: Person
  group: string
  /** The others of the group. */
  items: readonly SentVersion[]
}

/** What is filed together with an item, and how to make a collection of all of it. */
export const Together = ({ screen, person, group, items }: TogetherProps) => {
  const { language } = screen
  if (items.length === 0) return null
  return (
    <section class="group-strip" aria-labelledby="together">
      <h2 class="editor-heading" id="together">
        {t(language, 'desk.item.together')}
      </h2>
      <ul class="choose">
        {items.map(item => (
          <li class="choose-one">
            <VersionThumb screen={screen} version={item} />
            <span class="choose-text">
              <a href={itemHref(item.item)} lang={item.content.language} dir={directionOf(item.content.language)}>
                {item.content.headline}
              </a>
              <span class="meta">
                {typeName(language, item.type)} · <Time screen={screen} at={item.sentAt} form="dateTime" />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {can(person, 'draft') && (
        <form method="post" action="/desk/collections">
          <CsrfField screen={screen} />
          <input type="hidden" name="group" value={group} />
          <Button icon="collection">{t(language, 'desk.item.collect')}</Button>
        </form>
      )}
    </section>
  )
}
