import { directionOf, type Language } from '../../domain/taxonomy.ts'
import type { InfoSource } from '../../domain/version.ts'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'

interface SourceLineProps {
  screen: Screen
  sources: readonly InfoSource[]
  /** Of the story. */
  language: Language
}

/** Whom a story goes back to, with links where there are addresses; nothing where it is the agency itself. */
export const SourceLine = ({ screen, sources, language }: SourceLineProps) =>
  sources.length === 0 ? null : (
    <p class="story-sources" dir={directionOf(screen.language)}>
      <span class="meta">{t(screen.language, 'story.source')}: </span>
      {sources.map(({ name, uri }, i) => (
        <>
          {i > 0 && (screen.language === 'ar' ? '، ' : ', ')}
          <bdi lang={language}>
            {isSafe(uri) ? (
              <a href={uri} rel="noreferrer">
                {name}
              </a>
            ) : (
              name
            )}
          </bdi>
        </>
      ))}
    </p>
  )

/** Never a `javascript:` address, wherever a source came from. */
const isSafe = (uri: string | null): uri is string => uri !== null && /^https?:\/\//iu.test(uri)
