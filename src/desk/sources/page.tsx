import type { Context } from 'hono'
import { can } from '../../accounts/guard.ts'
import { sourceHealth } from '../../store/intake-health.ts'
import { type IntakeSource, type SourceKind, sourceKinds } from '../../store/intake-source.ts'
import { sourceHours, staffNames } from '../../store/intake-view.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { SourceFields } from './form.tsx'
import { hoursShown } from './hours.tsx'
import { HandIn, SourceMargin } from './margin.tsx'
import { newSource, type Typed } from './typed.ts'

const hourMs = 3_600_000

/** Draws the form of a new source, or, while its kind is not chosen, the kinds. */
export const drawNewSource = async (
  desk: Desk,
  c: Context<WebEnv>,
  kind: SourceKind | null,
  typed: { readonly value: Typed; readonly errors: readonly FieldError[] } | null = null,
) => {
  const [seat, staff] = await Promise.all([seatOf(desk, c), staffNames(desk.db)])
  const { screen } = seat
  const { language } = screen
  const back = {
    href: kind === null ? '/desk/sources' : '/desk/sources/new',
    label: t(language, kind === null ? 'desk.nav.sources' : 'desk.source.kinds'),
  }
  return page(
    c,
    <DeskFrame seat={seat} title={t(language, 'desk.source.add')} place="sources" back={back}>
      <div class="source-page">
        {kind === null ? (
          <KindChoice screen={screen} />
        ) : (
          <form class="source-form" method="post" action="/desk/sources" novalidate data-guard="">
            <CsrfField screen={screen} />
            <input type="hidden" name="kind" value={kind} />
            <p class="source-kind-how">
              <strong>{t(language, `desk.source.kind.${kind}`)}</strong> · {t(language, `desk.source.kind.${kind}.how`)}
            </p>
            <SourceFields
              {...{ screen, kind, staff, hasSecret: false }}
              value={typed?.value ?? newSource(kind)}
              errors={typed?.errors ?? []}
            />
            <div class="bar source-send">
              <Button kind="primary" icon="check">
                {t(language, 'desk.source.create')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </DeskFrame>,
    typed === null ? 200 : 422,
  )
}

const KindChoice = ({ screen: { language } }: { screen: Screen }) => (
  <ul class="source-kinds">
    {sourceKinds.map(kind => (
      <li>
        <a href={`/desk/sources/new?kind=${kind}`} data-row="">
          {t(language, `desk.source.kind.${kind}`)}
        </a>
        <p class="meta">{t(language, `desk.source.kind.${kind}.how`)}</p>
      </li>
    ))}
  </ul>
)

interface Drawing {
  readonly source: IntakeSource
  readonly value: Typed
  readonly errors?: readonly FieldError[]
  readonly isSaved?: boolean
  /** A key that was just made: shown this once. */
  readonly key?: string
}

/** Draws a source: what is set of it, and beside it how it does. */
export const drawSource = async (
  desk: Desk,
  c: Context<WebEnv>,
  { source, value, errors = [], isSaved = false, key }: Drawing,
) => {
  const now = desk.publisher.clock()
  const [seat, staff, health, hours] = await Promise.all([
    seatOf(desk, c),
    staffNames(desk.db),
    sourceHealth(desk.db, now),
    sourceHours(desk.db, new Date(now.getTime() - hoursShown * hourMs)),
  ])
  const { screen, person } = seat
  const { language } = screen
  const mayChange = can(person, 'sources')
  const own = hours.filter(each => each.source === source.id)
  const reread = Number(c.req.query('reread') ?? Number.NaN)
  return page(
    c,
    <DeskFrame
      {...{ seat, title: source.name, place: 'sources' }}
      back={{ href: '/desk/sources', label: t(language, 'desk.nav.sources') }}
    >
      <div class="source-columns">
        <div class="source-page">
          {isSaved && <NoticeBand tone="update" title={t(language, 'desk.source.saved')} announce />}
          {Number.isSafeInteger(reread) && (
            <NoticeBand tone="update" title={t(language, 'desk.source.rereading', { count: reread })} announce />
          )}
          {source.kind === 'http' && (
            <HandIn
              {...{ screen, source, mayChange }}
              address={`${c.get('settings').publicUrl}/v1/intake/${source.id}`}
              {...(key === undefined ? {} : { made: key })}
            />
          )}
          <form class="source-form" method="post" action={`/desk/sources/${source.id}`} novalidate data-guard="">
            <CsrfField screen={screen} />
            <fieldset class="source-all" disabled={!mayChange}>
              <SourceFields {...{ screen, kind: source.kind, staff, value, errors, hasSecret: source.hasSecret }} />
            </fieldset>
            {mayChange && (
              <div class="bar source-send">
                <Button kind="primary" icon="check">
                  {t(language, 'desk.save')}
                </Button>
              </div>
            )}
          </form>
        </div>
        <SourceMargin
          {...{ screen, now, mayChange, hours: own }}
          health={health.find(each => each.source.id === source.id)}
        />
      </div>
    </DeskFrame>,
    errors.length > 0 ? 422 : 200,
  )
}
