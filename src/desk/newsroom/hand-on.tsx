import { can } from '../../accounts/guard.ts'
import { stages } from '../../domain/stage.ts'
import type { DeskUnit } from '../../store/desk-unit.ts'
import type { Draft, Who } from '../../store/draft.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Field, SelectField } from '../../web/components/field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Seat } from '../frame.tsx'
import { mayMove, moveWord } from './stage-acts.tsx'

interface HandOnProps {
  seat: Seat
  draft: Draft
  staff: readonly Who[]
  units: readonly DeskUnit[]
}

/** Everything by which a draft is handed on: its stage, the note with which it goes back, whose it is, its desk, a note that names people. */
export const HandOn = ({ seat, draft, staff, units }: HandOnProps) => {
  const { screen, person } = seat
  const { language } = screen
  const moves = stages.filter(to => mayMove(person, draft.stage, to))
  const isSendingBack = moves.includes('writing') && can(person, 'broadcast') && draft.updatedBy.id !== person.id
  const action = (act: string) => `/desk/drafts/${draft.id}/${act}`
  const back = <input type="hidden" name="back" value={`/desk/drafts/${draft.id}/trail`} />
  const names = JSON.stringify(staff.map(each => each.name))
  return (
    <section class="hand-on" aria-labelledby="hand-on-title">
      <h2 id="hand-on-title">{t(language, 'desk.work.handOn')}</h2>
      {draft.stage === 'scheduled' && <NoticeBand tone="embargo" title={t(language, 'desk.work.handOn.scheduled')} />}
      <div class="bar">
        {moves
          .filter(to => !(to === 'writing' && isSendingBack))
          .map(to => (
            <form method="post" action={action('stage')}>
              <CsrfField screen={screen} />
              {back}
              <input type="hidden" name="from" value={draft.stage} />
              <Button name="to" value={to} icon="forward">
                {moveWord(screen, draft.stage, to)}
              </Button>
            </form>
          ))}
      </div>
      {isSendingBack && (
        <form method="post" action={action('stage')} data-mentions={names}>
          <CsrfField screen={screen} />
          {back}
          <input type="hidden" name="from" value={draft.stage} />
          <Field
            {...{ screen, name: 'why', rows: 2, dir: 'auto', maxLength: 4000 }}
            label={t(language, 'desk.work.sendBack.note', { name: draft.updatedBy.name })}
          />
          <Button name="to" value="writing" icon="back">
            {t(language, 'desk.work.to.writing')}
          </Button>
        </form>
      )}
      <form method="post" action={action('assign')}>
        <CsrfField screen={screen} />
        {back}
        <SelectField
          {...{ screen, name: 'person', optional: true, value: draft.assignee?.id ?? '' }}
          label={t(language, 'desk.work.assign')}
          options={[
            { value: '', label: t(language, 'desk.work.assign.nobody') },
            ...staff.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button icon="user">{t(language, 'desk.work.assign.do')}</Button>
      </form>
      {units.length > 0 && (
        <form method="post" action={action('desk')}>
          <CsrfField screen={screen} />
          {back}
          <SelectField
            {...{ screen, name: 'desk', optional: true, value: draft.desk?.id ?? '' }}
            label={t(language, 'desk.work.desk')}
            options={[
              { value: '', label: t(language, 'desk.work.desk.noneOf') },
              ...units.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Button icon="building">{t(language, 'desk.work.desk.move')}</Button>
        </form>
      )}
      <form method="post" action={action('note')} data-mentions={names}>
        <CsrfField screen={screen} />
        {back}
        <Field
          {...{ screen, name: 'note', rows: 3, dir: 'auto', maxLength: 4000 }}
          label={t(language, 'desk.work.note')}
          hint={t(language, 'desk.work.note.hint')}
        />
        <Button icon="plus">{t(language, 'desk.work.note.add')}</Button>
      </form>
      {(draft.fields.carried?.type ?? 'text') === 'text' && (
        <form method="post" action={action('template')}>
          <CsrfField screen={screen} />
          <Button icon="copy" kind="quiet">
            {t(language, 'desk.work.templates.save')}
          </Button>
        </form>
      )}
    </section>
  )
}
