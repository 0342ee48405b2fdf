import type { DeskUnit } from '../../store/desk-unit.ts'
import type { Who } from '../../store/draft.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { ErrorSummary, type FieldError } from '../../web/components/error-summary.tsx'
import { Field } from '../../web/components/field.tsx'
import { t } from '../../web/i18n/translate.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { WorkTabs } from './tabs.tsx'

interface DesksProps {
  seat: Seat
  units: readonly DeskUnit[]
  staff: readonly Who[]
  errors: readonly FieldError[]
}

/** The desks of the newsroom with their people. */
export const DesksPage = ({ seat, units, staff, errors }: DesksProps) => {
  const { screen, person } = seat
  const { language } = screen
  const closed = units.filter(each => each.closedAt !== null)
  const open = units.filter(each => each.closedAt === null)
  return (
    <DeskFrame seat={seat} title={t(language, 'desk.work.place.desks')} place="drafts">
      <div class="draft-page">
        <WorkTabs screen={screen} person={person} current="desks" />
        <ErrorSummary screen={screen} errors={errors} />
        <form class="name-form" method="post" action="/desk/desks">
          <CsrfField screen={screen} />
          <Field
            {...{ screen, name: 'name', maxLength: 100 }}
            label={t(language, 'desk.work.desks.new')}
            error={errors.find(each => each.field === 'name')?.message}
          />
          <Button icon="plus">{t(language, 'desk.work.desks.add')}</Button>
        </form>
        {open.length === 0 && (
          <EmptyState icon="building" title={t(language, 'desk.work.desks.empty')}>
            {t(language, 'desk.work.desks.empty.how')}
          </EmptyState>
        )}
        {open.map(unit => (
          <Unit {...{ seat, unit, staff, errors }} />
        ))}
        {closed.length > 0 && (
          <section class="unit" aria-labelledby="closed-desks">
            <h2 id="closed-desks">{t(language, 'desk.work.desks.closed')}</h2>
            <ul>
              {closed.map(({ id, name }) => (
                <li class="bar">
                  <bdi>{name}</bdi>
                  <form method="post" action={`/desk/desks/${id}/open`}>
                    <CsrfField screen={screen} />
                    <Button icon="refresh">{t(language, 'desk.work.desks.open')}</Button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </DeskFrame>
  )
}

const Unit = ({ seat: { screen }, unit, staff, errors }: Omit<DesksProps, 'units'> & { unit: DeskUnit }) => {
  const { language } = screen
  const { id, name } = unit
  const isMember = new Set(unit.members.map(each => each.id))
  return (
    <section class="unit" id={id} aria-labelledby={`${id}-name`}>
      <header class="split">
        <h2 id={`${id}-name`}>
          <bdi>{name}</bdi>
        </h2>
        <a href={`/desk/drafts?desk=${id}`}>{t(language, 'desk.work.desks.drafts', { count: unit.drafts })}</a>
      </header>
      <form method="post" action={`/desk/desks/${id}/members`}>
        <CsrfField screen={screen} />
        <fieldset class="unit-people">
          <legend class="field-label">{t(language, 'desk.work.desks.members')}</legend>
          {staff.map(each => (
            <label class="check">
              <input type="checkbox" name="member" value={each.id} checked={isMember.has(each.id)} />
              <bdi>{each.name}</bdi>
            </label>
          ))}
        </fieldset>
        <Button icon="check">{t(language, 'desk.work.desks.saveMembers')}</Button>
      </form>
      <details>
        <summary>{t(language, 'desk.work.desks.change')}</summary>
        <form class="name-form" method="post" action={`/desk/desks/${id}`}>
          <CsrfField screen={screen} />
          <div class="field">
            <label class="field-label" for={`field-name-${id}`}>
              {t(language, 'desk.work.desks.name')}
            </label>
            <input class="input" id={`field-name-${id}`} name="name" value={name} maxlength={100} required />
            {errors.some(each => each.field === `name-${id}`) && (
              <p class="field-error">{errors.find(each => each.field === `name-${id}`)?.message}</p>
            )}
          </div>
          <Button icon="pen">{t(language, 'desk.work.desks.rename')}</Button>
        </form>
        <form method="post" action={`/desk/desks/${id}/close`}>
          <CsrfField screen={screen} />
          <Button icon="close" kind="quiet">
            {t(language, 'desk.work.desks.close')}
          </Button>
        </form>
      </details>
    </section>
  )
}
