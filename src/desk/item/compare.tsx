import { type Context, Hono } from 'hono'
import { can } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { SentVersion } from '../../domain/version.ts'
import { versionsOfItem } from '../../store/version.ts'
import { Button } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { SelectField } from '../../web/components/field.tsx'
import { Time } from '../../web/components/time.tsx'
import type { WebEnv } from '../../web/env.ts'
import { signalName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { itemHref, VersionThumb } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { DiffView, SideView } from './diff-view.tsx'
import { differences } from './differences.ts'
import { itemIdOf } from './item.tsx'
import { RestoreForm } from './restore-form.tsx'
import { VersionName } from './story-view.tsx'

/** `/desk/items/{id}/compare?from=1&to=2`: what changed between any two versions, word by word. */
export const compareRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/items/:id/compare', c => drawCompare(desk, c))
  return routes
}

const drawCompare = async (desk: Desk, c: Context<WebEnv>) => {
  const id = itemIdOf(c)
  const [seat, versions] = await Promise.all([seatOf(desk, c), versionsOfItem(desk.db, id)])
  const newest = versions.at(-1)
  if (newest === undefined) throw new Refusal('no-such-item', `there is no item ${id}`)
  const to = pick(versions, c.req.query('to')) ?? newest
  const from = pick(versions, c.req.query('from')) ?? versions.findLast(each => each.number < to.number) ?? newest
  const { screen } = seat
  const { language } = screen
  const changed = differences(screen, from.content, to.content)
  const canRestore = can(seat.person, 'draft') && newest.state !== 'killed'
  const isSide = c.req.query('view') === 'side'
  const viewHref = (view: 'inline' | 'side') =>
    `${itemHref(id)}/compare?from=${from.number}&to=${to.number}&view=${view}`
  return page(
    c,
    <DeskFrame
      {...{ seat, place: null, title: t(language, 'desk.compare.title') }}
      back={{ href: itemHref(id), label: t(language, 'desk.item') }}
    >
      <div class="compare stack">
        <p class="compare-headline" lang={to.content.language} dir="auto">
          {to.content.headline}
        </p>
        <form class="compare-form" method="get">
          <Choice {...{ screen, name: 'from', versions, value: from }} />
          <Choice {...{ screen, name: 'to', versions, value: to }} />
          {isSide && <input type="hidden" name="view" value="side" />}
          <Button icon="history">{t(language, 'desk.compare.show')}</Button>
          <nav class="tabs compare-views" aria-label={t(language, 'desk.compare.view')}>
            {(['inline', 'side'] as const).map(view => (
              <a href={viewHref(view)} aria-current={isSide === (view === 'side') ? 'page' : undefined}>
                {t(language, `desk.compare.${view}`)}
              </a>
            ))}
          </nav>
        </form>
        <div class="compare-heads">
          {[from, to].map(version => (
            <div>
              {version.type !== 'text' && <VersionThumb screen={screen} version={version} />}
              <VersionName screen={screen} version={version} />
              <p class="meta">
                <Time screen={screen} at={version.sentAt} form="dateTime" /> · {version.by}
              </p>
              {version.note !== null && <p dir="auto">{version.note}</p>}
              {canRestore && version !== newest && version.state === 'usable' && (
                <RestoreForm screen={screen} version={version} />
              )}
            </div>
          ))}
        </div>
        {changed.length === 0 && <EmptyState icon="check" title={t(language, 'desk.compare.same')} />}
        {changed.map(({ label, before, after }) => (
          <section class="compare-field">
            <h2 class="editor-heading">{label}</h2>
            {isSide ? (
              <SideView {...{ screen, before, after, languages: [from.content.language, to.content.language] }} />
            ) : (
              <DiffView {...{ screen, before, after, language: to.content.language }} />
            )}
          </section>
        ))}
      </div>
    </DeskFrame>,
  )
}

const pick = (versions: readonly SentVersion[], number: string | undefined): SentVersion | undefined =>
  versions.find(each => String(each.number) === number)

interface ChoiceProps {
  screen: Screen
  name: 'from' | 'to'
  versions: readonly SentVersion[]
  value: SentVersion
}

const Choice = ({ screen, name, versions, value }: ChoiceProps) => (
  <SelectField
    {...{ screen, name, label: t(screen.language, `desk.compare.label.${name}`), value: String(value.number) }}
    options={versions.map(({ number, signal }) => ({
      value: String(number),
      label: `${t(screen.language, 'row.version', { number })} · ${signalName(screen.language, signal)}`,
    }))}
  />
)
