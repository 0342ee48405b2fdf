import { readBody } from '../../domain/body-text.ts'
import { type Summarised, summarise } from '../../domain/summarise.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import type { DraftText } from '../../store/draft.ts'
import { Button } from '../../web/components/button.tsx'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { languageOfDraft } from '../rows.tsx'

interface Summary {
  /** What the public reads. */
  readonly shown: string
  /** What it would read without an editor's own. */
  readonly suggestion: string
  readonly is: 'own' | 'asSuggested' | 'shortened' | 'cut' | 'headline'
}

/** What the public would read of a story, and where it comes from. */
export const summaryOf = (content: Summarised): Summary => {
  const own = content.summary?.replace(/\s+/gu, ' ').trim() ?? ''
  const { summary: shown, kind } = summarise({ ...content, summary: own })
  const suggestion = own === '' ? shown : summarise({ ...content, summary: null }).summary
  const isHeadline = content.headline.trim() !== '' && shown.startsWith(content.headline.trim())
  if (own === '' || kind === 'extract') return { shown, suggestion, is: isHeadline ? 'headline' : 'cut' }
  if (own === suggestion) return { shown, suggestion, is: 'asSuggested' }
  return { shown, suggestion, is: shown === own ? 'own' : 'shortened' }
}

const summarisedOf = (draft: DraftText): Summarised => {
  const { fields } = draft
  return {
    ...{ headline: fields.headline.trim(), summary: fields.summary, language: languageOfDraft(draft) },
    dateline: fields.dateline.trim() || null,
    body: readBody({ text: fields.body, kept: fields.kept }).body,
  }
}

/** Below the summary: whose it is, how long, a button that fills it in, and how the site will show it. */
export const SummaryNote = ({ screen, draft }: { screen: Screen; draft: DraftText }) => {
  const { language } = screen
  const content = summarisedOf(draft)
  if (content.headline === '' && content.body.length === 0) return null
  const { shown, suggestion, is } = summaryOf(content)
  return (
    <>
      <p class="summary-is meta">
        {t(language, `desk.summary.${is}` satisfies Key)}{' '}
        <span class="num">{t(language, 'desk.summary.chars', { count: shown.length })}</span>
        {/* Scripts show it. */}
        <span class="summary-take" data-summary={suggestion} hidden>
          <Button type="button" kind="quiet" icon="pen">
            {t(language, 'desk.summary.suggest')}
          </Button>
        </span>
      </p>
      <figure class="summary-site">
        <figcaption class="meta">{t(language, 'desk.summary.site')}</figcaption>
        <SiteBlock content={content} shown={shown} line={draft.signal === 'correction' ? draft.line : null} />
      </figure>
    </>
  )
}

/** A story as the public site sets it, small. @param line the correction that readers are told of */
export const SiteBlock = ({ content, shown, line }: { content: Summarised; shown: string; line: string | null }) => (
  <article class="preview-teaser stack" lang={content.language} dir={directionOf(content.language)}>
    <p class="teaser-headline">{content.headline}</p>
    {line !== null && line.trim() !== '' && <p>{line}</p>}
    <p>
      {content.dateline !== null && <strong>{content.dateline} </strong>}
      {shown}
    </p>
  </article>
)
