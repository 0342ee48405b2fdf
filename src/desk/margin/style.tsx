import { textOfBody } from '../../domain/body.ts'
import { readBody } from '../../domain/body-text.ts'
import { hintKey, styleHints } from '../../domain/house-style.ts'
import { readSources } from '../../domain/source-lines.ts'
import { type StyleHint, type StyleRule, styleRules } from '../../domain/style-hint.ts'
import type { DraftText } from '../../store/draft.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { languageOfDraft } from '../rows.tsx'
import { fieldText } from '../write/draft-form.ts'

const ruleKey = (rule: StyleRule): Key => `desk.style.rule.${rule}`

/** The hints that stand: those of the house style that nobody has set aside, with what each says. */
export const hintsThatStand = (
  draft: DraftText,
  { language }: Pick<Screen, 'language'>,
): (StyleHint & { readonly message: string })[] => {
  const { fields } = draft
  const text = (name: Parameters<typeof fieldText>[1]) => fieldText(fields, name)
  const story = {
    language: languageOfDraft(draft),
    ...{ headline: fields.headline, deck: fields.deck, dateline: fields.dateline, bylines: fields.bylines },
    body: textOfBody(readBody({ text: fields.body, kept: fields.kept }).body),
    names: (['people', 'organisations', 'places'] as const).flatMap(name =>
      readSources(text(name)).map(each => each.name),
    ),
  }
  const aside = new Set(text('dismissed').split('\n'))
  return styleHints(story)
    .filter(hint => !aside.has(hintKey(hint, story[hint.field])))
    .map(hint => ({ ...hint, message: t(language, ruleKey(hint.rule), hint.values) }))
}

const mostShown = 30

/** What the house style says of a draft, in the margin; scripts keep it up to date while it is written. */
export const StyleMargin = ({ screen, draft }: { screen: Screen; draft: DraftText }) => {
  const { language } = screen
  const hints = hintsThatStand(draft, screen)
  return (
    <style-hints class="style-hints" texts={JSON.stringify(textsOf(screen))}>
      <h2 class="editor-heading">
        {t(language, 'desk.margin.style')}{' '}
        <span class="count num style-count">{hints.length === 0 ? '' : hints.length}</span>
      </h2>
      <p class="muted style-none" hidden={hints.length > 0}>
        {t(language, 'desk.style.none')}
      </p>
      <ul class="style-list">
        {hints.slice(0, mostShown).map(({ message }) => (
          <li class="style-hint">{message}</li>
        ))}
      </ul>
      <input type="hidden" name="dismissed" value={fieldText(draft.fields, 'dismissed')} />
    </style-hints>
  )
}

const textsOf = ({ language }: Screen) => {
  const places = { first: '{first}', second: '{second}', wanted: '{wanted}', count: '{count}' }
  return {
    rules: Object.fromEntries(styleRules.map(rule => [rule, t(language, ruleKey(rule), places)])),
    none: t(language, 'desk.style.none'),
    dismiss: t(language, 'desk.style.dismiss'),
  }
}
