import { readLinks } from '../../domain/link-lines.ts'
import { readSources } from '../../domain/source-lines.ts'
import { categoryCodes, languageCodes, priorities } from '../../domain/taxonomy.ts'
import { Field, SelectField } from '../../web/components/field.tsx'
import { categoryName, languageName, priorityName, signalName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import { hasFiles } from '../media/text.ts'
import { fieldText, type laterSignals } from '../write/draft-form.ts'
import { errorIn, type FieldsProps, Text } from '../write/editor-text.tsx'
import { MarginGroup } from './group.tsx'
import { SuggestText } from './suggest-text.tsx'

interface MarginProps extends FieldsProps {
  /** What the draft may become; one alone is not asked. */
  signals: readonly (typeof laterSignals)[number][]
}

/** What the story is filed under: what every story needs, then what may be folded away. */
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
      <div class="margin-pair">
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
      </div>
      <AboutGroup {...props} />
      <TimeGroup {...props} />
      <TiesGroup {...props} />
      {!hasFiles(draft.fields) && <RightsGroup {...props} />}
    </>
  )
}

const linesOf = (text: string): string[] => text.split('\n').filter(each => each.trim() !== '')

const AboutGroup = (props: FieldsProps) => {
  const { fields } = props.draft
  const names = (['people', 'organisations', 'places'] as const).flatMap(name => readSources(fieldText(fields, name)))
  const subjects = linesOf(fields.subjects).map(each => each.replace(/^medtop:\d{8}\s+/u, ''))
  return (
    <MarginGroup
      {...props}
      name="about"
      fields={['subjects', 'people', 'organisations', 'places', 'keywords']}
      said={[...subjects, ...names.map(each => each.name), fields.keywords]}
    >
      <SuggestText {...props} name="subjects" parting="lines" hint="desk.hint.subjects" />
      <SuggestText {...props} name="people" parting="lines" hint="desk.hint.names" />
      <SuggestText {...props} name="organisations" parting="lines" hint="desk.hint.names" />
      <SuggestText {...props} name="places" parting="lines" hint="desk.hint.names" />
      <SuggestText {...props} name="keywords" parting="commas" hint="desk.hint.keywords" />
    </MarginGroup>
  )
}

const TimeGroup = (props: FieldsProps) => {
  const { screen, draft, errors } = props
  const { language, timeZone } = screen
  const { embargo, embargoUntil } = draft.fields
  const expiresAt = fieldText(draft.fields, 'expiresAt')
  const time = (name: 'embargoUntil' | 'expiresAt', hint: string) => (
    <Field
      {...{ screen, name, type: 'datetime-local', value: fieldText(draft.fields, name), optional: true, hint }}
      label={t(language, `desk.field.${name}`)}
      error={errorIn(errors, name)}
    />
  )
  const kinds = ['none', 'until', 'open'] as const
  const kind = kinds.find(each => each === embargo) ?? 'none'
  const said =
    kind === 'none' ? '' : kind === 'until' ? embargoUntil.replace('T', ' ') : t(language, 'desk.embargo.open')
  return (
    <MarginGroup
      {...props}
      name="time"
      fields={['embargo', 'embargoUntil', 'expiresAt']}
      said={[said, expiresAt.replace('T', ' ')]}
    >
      {draft.signal === 'new' && (
        <div class="margin-embargo">
          <SelectField
            {...{ screen, name: 'embargo', label: t(language, 'desk.field.embargo'), value: embargo }}
            options={kinds.map(value => ({ value, label: t(language, `desk.embargo.${value}`) }))}
            error={errorIn(errors, 'embargo')}
          />
          {time('embargoUntil', t(language, 'desk.hint.embargo', { zone: timeZone }))}
        </div>
      )}
      {time('expiresAt', t(language, 'desk.hint.expires', { zone: timeZone }))}
    </MarginGroup>
  )
}

const TiesGroup = (props: FieldsProps) => {
  const { fields } = props.draft
  const { links } = readLinks(fieldText(fields, 'links'))
  const sources = readSources(fieldText(fields, 'sources')).map(each => each.name)
  return (
    <MarginGroup
      {...props}
      name="ties"
      fields={['links', 'group', 'sources']}
      said={[...links.map(each => each.headline ?? each.item), fields.group, ...sources]}
    >
      <SuggestText {...props} name="links" parting="lines" hint="desk.hint.links" />
      <SuggestText {...props} name="group" parting="one" hint="desk.hint.group" />
      <Text {...props} name="sources" rows={2} hint="desk.hint.sources" />
    </MarginGroup>
  )
}

const RightsGroup = (props: FieldsProps) => {
  const { fields } = props.draft
  return (
    <MarginGroup
      {...props}
      name="rights"
      fields={['holder', 'notice', 'terms']}
      said={[fieldText(fields, 'holder'), fieldText(fields, 'notice')]}
    >
      <input type="hidden" name="rights" value="1" />
      <Text {...props} name="holder" hint="desk.hint.rights" />
      <Text {...props} name="notice" />
      <Text {...props} name="terms" rows={2} />
    </MarginGroup>
  )
}
