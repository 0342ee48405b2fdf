import { can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import { directionOf, languageCodes } from '../../domain/taxonomy.ts'
import type { ItemHead } from '../../domain/version.ts'
import type { LanguageVersion, Original } from '../../store/translation.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { languageName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref } from '../rows.tsx'

interface LanguagesProps {
  readonly screen: Screen
  readonly person: Person
  readonly head: ItemHead
  /** null: it is no translation. */
  readonly original: Original | null
  /** Of the original, or of the item itself where it is none. */
  readonly translations: readonly LanguageVersion[]
}

/** An item in its languages, which of them are behind the original, and the way to one that there is not yet. */
export const Languages = ({ screen, person, head, original, translations }: LanguagesProps) => {
  const { language } = screen
  const own = head.newest.content.language
  const source = original?.item ?? head.id
  const there = [own, original?.language, ...translations.map(each => each.language)]
  const missing = languageCodes.filter(code => !there.includes(code))
  return (
    <section class="languages" aria-labelledby="languages">
      <h2 class="editor-heading" id="languages">
        {t(language, 'desk.translations')}
      </h2>
      <ul class="language-list">
        {original !== null && (
          <li>
            <Named {...{ screen, item: original.item, language: original.language, headline: original.headline }} />
            <span class="meta">{t(language, 'desk.translation.original')}</span>
          </li>
        )}
        {translations
          .filter(each => each.item !== head.id)
          .map(each => (
            <li>
              <Named {...{ screen, ...each }} />
              {each.isStale && <StaleMark screen={screen} />}
            </li>
          ))}
      </ul>
      {can(person, 'draft') && head.state === 'usable' && (
        <div class="bar">
          {missing.map(code => (
            <form method="post" action={`${itemHref(source)}/translate`}>
              <CsrfField screen={screen} />
              <Button name="language" value={code} icon="globe" kind="quiet" hotkey={`t ${code[0]}`}>
                {t(language, 'desk.translate.to', { language: languageName(language, code) })}
              </Button>
            </form>
          ))}
        </div>
      )}
    </section>
  )
}

const Named = ({
  screen,
  item,
  language,
  headline,
}: { screen: Screen } & Pick<LanguageVersion, 'item' | 'language' | 'headline'>) => (
  <span>
    <span class="meta">{languageName(screen.language, language)}</span>{' '}
    <a href={itemHref(item)} lang={language} dir={directionOf(language)}>
      {headline}
    </a>
  </span>
)

/** That what a translation translates is not what its original says now. */
const StaleMark = ({ screen }: { screen: Screen }) => (
  <span class="mark mark-stale">
    <Icon name="history" />
    <span>{t(screen.language, 'desk.translation.stale')}</span>
  </span>
)

interface BehindBandProps {
  readonly screen: Screen
  /** The translation; null: in its draft, which is there already. */
  readonly item: string | null
  readonly original: Pick<Original, 'item' | 'newest' | 'ofVersion'>
}

/** To the translator: how far the original has moved, what changed in it, and the update with one press. */
export const BehindBand = ({ screen, item, original }: BehindBandProps) => {
  const { language } = screen
  const { newest, ofVersion } = original
  return (
    <NoticeBand
      tone="urgent"
      icon="history"
      title={t(language, 'desk.translation.behind', { newest, number: ofVersion })}
    >
      <div class="bar">
        <LinkButton href={`${itemHref(original.item)}/compare?from=${ofVersion}&to=${newest}`} icon="history">
          {t(language, 'desk.translation.see')}
        </LinkButton>
        {item === null ? (
          <Button name="do" value={`follow-${newest}`} icon="check">
            {t(language, 'desk.translation.followed', { newest })}
          </Button>
        ) : (
          <form method="post" action={`${itemHref(item)}/drafts`}>
            <CsrfField screen={screen} />
            <input type="hidden" name="follow" value={newest} />
            <Button name="signal" value="update" icon="refresh">
              {t(language, 'desk.translation.follow')}
            </Button>
          </form>
        )}
      </div>
    </NoticeBand>
  )
}
