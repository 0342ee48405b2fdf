import type { Context } from 'hono'
import { directionOf } from '../../domain/taxonomy.ts'
import type { Draft, DraftText } from '../../store/draft.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import type { WebEnv } from '../../web/env.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import { statusOf } from '../../web/problem.ts'
import type { Desk } from '../env.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { DiffView } from '../item/diff-view.tsx'
import { hasFiles } from '../media/text.ts'
import { itemHref, languageOfDraft, titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { fieldsOf, fieldText } from './draft-form.ts'
import { sentAs } from './sent-as.ts'

interface Conflict {
  /** What was refused. */
  readonly typed: DraftText
  /** What stands. */
  readonly now: Draft
}

/** Answers a save that came too late with both texts: nothing is overwritten, and nothing that was typed is lost. */
export const drawConflict = async (desk: Desk, c: Context<WebEnv>, { typed, now }: Conflict) => {
  const [seat, sent] = await Promise.all([seatOf(desk, c), sentAs(desk, now)])
  const { language } = seat.screen
  const title = sent === null ? t(language, 'problem.draft-moved.title') : t(language, 'desk.conflict.sent')
  return page(
    c,
    <DeskFrame seat={seat} title={titleOfDraft(seat.screen, typed)} place="drafts" headless>
      <div class="conflict stack">
        <h1>{title}</h1>
        <ConflictBand {...{ seat, now }} isSent={sent !== null} />
        <form method="post" action={sent === null ? `/desk/drafts/${now.id}` : `${itemHref(sent.item)}/drafts`}>
          <CsrfField screen={seat.screen} />
          <input type="hidden" name="revision" value={now.revision} />
          {sent !== null && <input type="hidden" name="from" value={now.id} />}
          {sent === null && now.closedAt !== null && <input type="hidden" name="reopen" value="1" />}
          {hasFiles(typed.fields) && <input type="hidden" name="files" value="1" />}
          <input type="hidden" name="rights" value="1" />
          <input type="hidden" name="kept" value={JSON.stringify(typed.fields.kept)} />
          <input type="hidden" name="signal" value={sent === null ? typed.signal : 'update'} />
          <Differences {...{ seat, typed, now }} />
          <div class="bar conflict-acts">
            <Button name="do" value="save" kind="primary">
              {t(language, sent === null ? 'desk.conflict.mine' : 'desk.conflict.asUpdate')}
            </Button>
            <LinkButton href={sent === null ? `/desk/drafts/${now.id}` : itemHref(sent.item)} esc>
              {t(language, 'desk.conflict.theirs', { name: now.updatedBy.name })}
            </LinkButton>
          </div>
        </form>
      </div>
    </DeskFrame>,
    statusOf('draft-moved'),
  )
}

const ConflictBand = ({ seat, now, isSent }: { seat: Seat; now: Draft; isSent: boolean }) => {
  const { language, timeZone } = seat.screen
  const when = { name: now.updatedBy.name, time: formatDateTime(language, now.updatedAt, timeZone) }
  return (
    <NoticeBand tone="urgent" title={t(language, 'desk.conflict.who', when)} announce>
      <p>
        {isSent
          ? t(language, 'desk.conflict.sent.how')
          : now.closedAt === null
            ? t(language, 'desk.conflict.how')
            : t(language, 'desk.conflict.discarded')}
      </p>
    </NoticeBand>
  )
}

/** Each field with both texts side by side where they differ; the editor's own can still be changed. Equal ones go along unseen. */
const Differences = ({ seat: { screen }, typed, now }: { seat: Seat } & Conflict) => {
  const { language } = screen
  const written = languageOfDraft(typed)
  const pairs = [
    ...fieldsOf(typed.fields).map(name => ({
      name,
      mine: fieldText(typed.fields, name),
      theirs: fieldText(now.fields, name),
    })),
    ...(['note', 'line'] as const).map(name => ({ name, mine: typed[name], theirs: now[name] })),
  ]
  return (
    <>
      {pairs.map(({ name, mine, theirs }) =>
        mine === theirs ? (
          <input type="hidden" name={name} value={mine} />
        ) : (
          <section class="conflict-field" aria-label={t(language, `desk.field.${name}`)}>
            <h2>{t(language, `desk.field.${name}`)}</h2>
            <div class="conflict-pair">
              <div>
                <h3>{t(language, 'desk.conflict.now', { name: now.updatedBy.name })}</h3>
                <DiffView {...{ screen, before: mine, after: theirs, language: written }} />
              </div>
              <div>
                <h3>
                  <label for={`field-${name}`}>{t(language, 'desk.conflict.yours')}</label>
                </h3>
                <textarea
                  class="input"
                  id={`field-${name}`}
                  name={name}
                  rows={name === 'body' ? 16 : 2}
                  lang={written}
                  dir={directionOf(written)}
                >
                  {mine}
                </textarea>
              </div>
            </div>
          </section>
        ),
      )}
    </>
  )
}
