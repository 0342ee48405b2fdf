import { categoryCodes, languageCodes, priorities } from '../../domain/taxonomy.ts'
import { Button } from '../../web/components/button.tsx'
import { Field, SelectField } from '../../web/components/field.tsx'
import { categoryName, languageName, priorityName, signalName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import { BodyField } from './body-field.tsx'
import type { laterSignals } from './draft-form.ts'
import { errorIn, type FieldsProps, Text } from './editor-text.tsx'

/** The story itself: the one calm column. @param rows of its text */
export const StoryFields = ({
  canInsert,
  rows = 22,
  ...props
}: FieldsProps & { canInsert?: boolean; rows?: number }) => (
  <>
    {props.draft.signal === 'correction' && <CorrectionFields {...props} />}
    <Text
      {...props}
      name="headline"
      rows={2}
      needed
      count
      autofocus={props.errors.length === 0 && props.draft.fields.headline === ''}
    />
    <Text {...props} name="deck" rows={2} />
    <div class="editor-pair">
      <Text {...props} name="dateline" hint="desk.hint.dateline" />
      <Text {...props} name="bylines" rows={2} hint="desk.hint.bylines" />
    </div>
    <BodyField {...props} rows={rows} />
    {canInsert && (
      <>
        <input type="hidden" name="caret" value="" />
        <Button name="do" value="figure" icon="picture">
          {t(props.screen.language, 'desk.figure.add')}
        </Button>
      </>
    )}
    <Text {...props} name="summary" rows={3} hint="desk.hint.summary" count />
    {props.draft.signal !== 'correction' && <Text {...props} name="note" rows={2} hint="desk.hint.note" />}
  </>
)

export const CorrectionFields = (props: FieldsProps) => (
  <div class="editor-correction stack">
    <Text {...props} name="note" rows={2} needed hint="desk.hint.correctionNote" />
    <Text {...props} name="line" rows={2} needed hint="desk.hint.correctionLine" />
  </div>
)

interface MarginProps extends FieldsProps {
  /** What the draft may become; one alone is not asked. */
  signals: readonly (typeof laterSignals)[number][]
}

/** What the story is filed under. */
export const MarginFields = (props: MarginProps) => {
  const { screen, draft, errors, signals } = props
  const { language } = screen
  const choice = (name: 'language' | 'category' | 'priority', options: { value: string; label: string }[]) => (
    <SelectField
      {...{ screen, name, options, label: t(language, `desk.field.${name}`), value: draft.fields[name] }}
      error={errorIn(errors, name)}
    />
  )
  return (
    <>
      {signals.length > 1 && (
        <SelectField
          {...{ screen, name: 'signal', label: t(language, 'desk.signal'), value: draft.signal }}
          options={signals.map(value => ({ value, label: signalName(language, value) }))}
          hint={t(language, 'desk.hint.signal')}
        />
      )}
      {choice('category', [
        { value: '', label: t(language, 'desk.choose') },
        ...categoryCodes.map(value => ({ value, label: categoryName(language, value) })),
      ])}
      {choice(
        'priority',
        priorities.map(value => ({ value: String(value), label: `${value} · ${priorityName(language, value)}` })),
      )}
      {choice('language', [
        // Taken from a source that writes in none of ours.
        ...(languageCodes.some(code => code === draft.fields.language)
          ? []
          : [{ value: '', label: t(language, 'desk.choose') }]),
        ...languageCodes.map(value => ({ value, label: languageName(language, value) })),
      ])}
      {draft.signal === 'new' && <EmbargoFields {...props} />}
      <details
        class="editor-more"
        open={errors.some(each => ['keywords', 'subjects', 'group', 'sources'].includes(each.field ?? ''))}
      >
        <summary>{t(language, 'desk.more')}</summary>
        <Text {...props} name="keywords" hint="desk.hint.keywords" />
        <Text {...props} name="subjects" rows={3} hint="desk.hint.subjects" mono />
        <Text {...props} name="group" hint="desk.hint.group" mono />
        <Text {...props} name="sources" rows={2} hint="desk.hint.sources" />
      </details>
    </>
  )
}

const EmbargoFields = ({ screen, draft, errors }: FieldsProps) => {
  const { language, timeZone } = screen
  return (
    <>
      <SelectField
        {...{ screen, name: 'embargo', label: t(language, 'desk.field.embargo'), value: draft.fields.embargo }}
        options={(['none', 'until', 'open'] as const).map(value => ({
          value,
          label: t(language, `desk.embargo.${value}`),
        }))}
        error={errorIn(errors, 'embargo')}
      />
      <Field
        {...{ screen, name: 'embargoUntil', type: 'datetime-local', value: draft.fields.embargoUntil, optional: true }}
        label={t(language, 'desk.field.embargoUntil')}
        hint={t(language, 'desk.hint.embargo', { zone: timeZone })}
        error={errorIn(errors, 'embargoUntil')}
      />
    </>
  )
}
