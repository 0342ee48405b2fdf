import { labelNames } from '../../web/editor/labels.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { type FieldsProps, Text } from './editor-text.tsx'

/** The text of a story: a textarea in the convention of domain/body-text.ts, which the script shows as it will be printed. */
export const BodyField = ({ rows = 22, ...props }: FieldsProps & { rows?: number }) => {
  const { screen, draft } = props
  return (
    <story-editor texts={JSON.stringify(storyTexts(screen))}>
      <Text {...props} name="body" rows={rows} hint="desk.hint.body" />
      <input type="hidden" name="kept" value={JSON.stringify(draft.fields.kept)} />
    </story-editor>
  )
}

const storyTexts = ({ language }: Screen) =>
  Object.fromEntries(
    labelNames.map(name => [name, t(language, `desk.story.${name}`, { number: '{number}', count: '{count}' })]),
  )
