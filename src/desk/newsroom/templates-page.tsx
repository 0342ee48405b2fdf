import { directionOf } from '../../domain/taxonomy.ts'
import type { Template, TemplateKind } from '../../store/template.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { Time } from '../../web/components/time.tsx'
import { languageName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { WorkTabs } from './tabs.tsx'

interface TemplatesProps {
  seat: Seat
  beginnings: readonly Template[]
  snippets: readonly Template[]
  /** One that was just put out of use. */
  closed: Template | null
}

/** Beginnings of stories, and standing background. */
export const TemplatesPage = ({ seat, beginnings, snippets, closed }: TemplatesProps) => {
  const { screen, person } = seat
  const { language } = screen
  return (
    <DeskFrame seat={seat} title={t(language, 'desk.work.place.templates')} place="drafts">
      <div class="draft-page">
        <WorkTabs screen={screen} person={person} current="templates" />
        {closed !== null && (
          <NoticeBand tone="plain" title={t(language, 'desk.work.templates.closed', { name: closed.name })} announce>
            <form method="post" action={`/desk/templates/${closed.id}/open`}>
              <CsrfField screen={screen} />
              <Button icon="history" hotkey="u">
                {t(language, 'desk.work.undo')}
              </Button>
            </form>
          </NoticeBand>
        )}
        <Section {...{ screen, kind: 'template', rows: beginnings }} />
        <Section {...{ screen, kind: 'snippet', rows: snippets }} />
      </div>
    </DeskFrame>
  )
}

const Section = ({ screen, kind, rows }: { screen: Screen; kind: TemplateKind; rows: readonly Template[] }) => {
  const { language } = screen
  return (
    <section class="unit" aria-labelledby={`${kind}-title`}>
      <h2 id={`${kind}-title`}>{t(language, `desk.work.templates.${kind}`)}</h2>
      {rows.length === 0 && (
        <EmptyState icon="draft" title={t(language, `desk.work.templates.empty.${kind}`)}>
          {t(language, `desk.work.templates.empty.${kind}.how`)}
        </EmptyState>
      )}
      <ol class="draft-rows">
        {rows.map(row => (
          <TemplateRow {...{ screen, row }} />
        ))}
      </ol>
      <form class="name-form" method="post" action="/desk/templates">
        <CsrfField screen={screen} />
        <input type="hidden" name="kind" value={kind} />
        <div class="field">
          <label class="field-label" for={`field-name-${kind}`}>
            {t(language, `desk.work.templates.new.${kind}`)}
          </label>
          <input class="input" id={`field-name-${kind}`} name="name" maxlength={200} required />
        </div>
        <Button icon="plus">{t(language, 'desk.work.templates.make')}</Button>
      </form>
    </section>
  )
}

const TemplateRow = ({ screen, row }: { screen: Screen; row: Template }) => {
  const { language } = screen
  return (
    <li class="draft-row" id={row.id}>
      <div class="draft-row-main">
        <a class="row-link" href={`/desk/templates/${row.id}`} data-row="" dir="auto">
          {row.name}
        </a>
      </div>
      <p class="draft-row-meta">
        <span>{languageName(language, row.language)}</span>
        <span>{row.desk === null ? t(language, 'desk.work.templates.everybody') : <bdi>{row.desk.name}</bdi>}</span>
        <span>
          <bdi>{row.updatedBy.name}</bdi> <Time screen={screen} at={row.updatedAt} form="dateTime" />
        </span>
        {row.kind === 'snippet' && (
          <span class="template-text" lang={row.language} dir={directionOf(row.language)}>
            {row.fields.body.slice(0, 160)}
          </span>
        )}
      </p>
      {row.kind === 'template' && (
        <div class="draft-row-acts">
          <form method="post" action={`/desk/templates/${row.id}/begin`}>
            <CsrfField screen={screen} />
            <Button icon="pen">{t(language, 'desk.work.templates.begin')}</Button>
          </form>
        </div>
      )}
    </li>
  )
}
