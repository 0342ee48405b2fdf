import { readLinks } from '../../domain/link-lines.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { DraftText } from '../../store/draft.ts'
import { versionsOfItem } from '../../store/version.ts'
import { BodyView } from '../../web/components/body-view.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { itemHref } from '../rows.tsx'
import { BehindBand } from './languages.tsx'

/** What a draft translates, by the line of its links that says so. */
export interface OriginalText {
  /** The version that is translated. */
  readonly version: SentVersion
  /** Number of the newest one with another text. */
  readonly newest: number
}

/** The text that a draft is a translation of; null where it is none. */
const originalOfDraft = async ({ db }: Desk, { fields }: DraftText): Promise<OriginalText | null> => {
  const link = readLinks(fields.links ?? '').links.find(each => each.rel === 'translation-of')
  if (link === undefined) return null
  const versions = await versionsOfItem(db, link.item)
  const version =
    versions.find(each => each.number === link.version) ?? versions.findLast(each => each.state === 'usable')
  if (version === undefined) return null
  const later = versions.findLast(each => each.number > version.number && each.signal !== 'advisory')
  return { version, newest: later?.number ?? version.number }
}

interface OriginalPaneProps {
  readonly desk: Desk
  readonly screen: Screen
  readonly draft: DraftText
}

/** The original, to be read beside its translation while that is written; nothing beside what is none. */
export const OriginalPane = async ({ desk, screen, draft }: OriginalPaneProps) => {
  const original = await originalOfDraft(desk, draft)
  if (original === null) return null
  const { version, newest } = original
  const { content, number, item } = version
  const written = { lang: content.language, dir: directionOf(content.language) }
  return (
    <aside class="original" aria-labelledby="original-title">
      <h2 class="editor-heading" id="original-title">
        <a href={itemHref(item)}>{t(screen.language, 'desk.translation.pane', { number })}</a>
      </h2>
      {newest > number && <BehindBand {...{ screen, item: null, original: { item, newest, ofVersion: number } }} />}
      <section class="original-text" tabindex={0} aria-labelledby="original-title" {...written}>
        <p class="sheet-headline">{content.headline}</p>
        {content.deck !== null && <p class="story-deck">{content.deck}</p>}
        {content.dateline !== null && <p class="story-dateline">{content.dateline}</p>}
        <BodyView body={content.body} language={content.language} figure={() => null} />
        {content.summary !== null && <p class="story-summary">{content.summary}</p>}
      </section>
    </aside>
  )
}
