import { directionOf } from '../domain/taxonomy.ts'
import type { NamedThing } from '../domain/version.ts'
import { languageName } from '../web/i18n/names.ts'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Extras } from './extras.ts'
import type { Story } from './story.ts'

const kinds = ['people', 'organisations', 'places'] as const

interface AboutProps {
  screen: Screen
  story: Story
}

/** Whom and where a story is about, each by its kind; what a register knows leads there. */
export const About = ({ screen, story: { view } }: AboutProps) =>
  kinds.map(
    kind =>
      view[kind].length > 0 && (
        <>
          <h2 class="item-margin-title">{t(screen.language, `portal.${kind}`)}</h2>
          <ul class="cluster">
            {view[kind].map(thing => (
              <li class="tag">
                <Named thing={thing} language={view.language} />
              </li>
            ))}
          </ul>
        </>
      ),
  )

const Named = ({ thing: { name, uri }, language }: { thing: NamedThing; language: string }) => {
  const words = (
    <bdi lang={language} dir="auto">
      {name}
    </bdi>
  )
  return uri === null ? (
    words
  ) : (
    <a href={uri} rel="noreferrer" title={uri}>
      {words}
    </a>
  )
}

/** The same story in the other languages that the reader's contract covers. */
export const OtherLanguages = ({ screen, stories }: { screen: Screen; stories: Extras['languages'] }) =>
  stories.length === 0 ? null : (
    <>
      <h2 class="item-margin-title">{t(screen.language, 'portal.languages')}</h2>
      <ul class="versions" id="languages">
        {stories.map(({ view, delivery }) => (
          <li>
            <span class="meta">{languageName(screen.language, delivery.version.content.language)}</span>{' '}
            <a
              href={`/portal/items/${view.item}`}
              lang={view.language}
              hreflang={view.language}
              dir={directionOf(view.language)}
            >
              {view.headline}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
