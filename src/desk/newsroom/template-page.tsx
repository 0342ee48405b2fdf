import { languageCodes } from '../../domain/taxonomy.ts'
import type { DeskUnit } from '../../store/desk-unit.ts'
import type { Template } from '../../store/template.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Field, SelectField } from '../../web/components/field.tsx'
import { languageName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import { DeskFrame, type Seat } from '../frame.tsx'

interface TemplateProps {
  seat: Seat
  template: Template
  units: readonly DeskUnit[]
  /** The name is missing or too long. */
  wrong: boolean
}

const texts = [
  ['headline', undefined],
  ['deck', undefined],
  ['dateline', undefined],
  ['bylines', 2],
  ['body', 12],
  ['summary', 3],
  ['keywords', undefined],
] as const

/** A template or snippet, to be written and named. */
export const TemplatePage = ({ seat, template, units, wrong }: TemplateProps) => {
  const { screen } = seat
  const { language } = screen
  const { id, kind, name, fields } = template
  const shown = texts.filter(([field]) => kind === 'template' || field === 'body')
  return (
    <DeskFrame
      {...{ seat, title: t(language, `desk.work.templates.one.${kind}`), place: 'drafts' }}
      back={{ href: '/desk/templates', label: t(language, 'desk.work.place.templates') }}
    >
      <form class="template-form" method="post" action={`/desk/templates/${id}`} data-guard="" data-submit-key="">
        <CsrfField screen={screen} />
        <Field
          {...{ screen, name: 'name', value: name, maxLength: 200, dir: 'auto' }}
          label={t(language, 'desk.work.templates.name')}
          error={wrong ? t(language, 'desk.work.templates.wrong') : undefined}
        />
        <SelectField
          {...{ screen, name: 'language', value: template.language }}
          label={t(language, 'desk.field.language')}
          options={languageCodes.map(code => ({ value: code, label: languageName(language, code) }))}
        />
        <SelectField
          {...{ screen, name: 'desk', value: template.desk?.id ?? '', optional: true }}
          label={t(language, 'desk.work.desk')}
          options={[
            { value: '', label: t(language, 'desk.work.templates.everybody') },
            ...units.map(unit => ({ value: unit.id, label: unit.name })),
          ]}
        />
        {shown.map(([field, rows]) => (
          <Field
            {...{ screen, name: field, value: fields[field], lang: template.language, optional: true }}
            {...(rows === undefined ? {} : { rows })}
            label={t(language, `desk.field.${field}`)}
            {...(field === 'body' ? { hint: t(language, 'desk.hint.body') } : {})}
          />
        ))}
        <div class="bar">
          <Button kind="primary" icon="check">
            {t(language, 'desk.save')}
          </Button>
          <Button kind="quiet" icon="close" formaction={`/desk/templates/${id}/close`}>
            {t(language, 'desk.work.templates.close')}
          </Button>
        </div>
      </form>
    </DeskFrame>
  )
}
