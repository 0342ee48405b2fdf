import { type Context, Hono } from 'hono'
import { textOfBody } from '../../domain/body.ts'
import { useOf } from '../../domain/licence.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Content, SentVersion } from '../../domain/version.ts'
import { versionsOfItem } from '../../store/version.ts'
import { Button } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { SelectField } from '../../web/components/field.tsx'
import { Time } from '../../web/components/time.tsx'
import type { WebEnv } from '../../web/env.ts'
import { categoryName, languageName, priorityName, signalName } from '../../web/i18n/names.ts'
import { fileText, renditionName } from '../../web/i18n/sizes.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { carriedText, mediaFields } from '../media/text.ts'
import { itemHref, VersionThumb } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { DiffView } from './diff-view.tsx'
import { itemIdOf } from './item.tsx'
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
          <Button icon="history">{t(language, 'desk.compare.show')}</Button>
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
            </div>
          ))}
        </div>
        {changed.length === 0 && <EmptyState icon="check" title={t(language, 'desk.compare.same')} />}
        {changed.map(({ label, before, after }) => (
          <section class="compare-field">
            <h2 class="editor-heading">{label}</h2>
            <DiffView {...{ screen, before, after, language: to.content.language }} />
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

/** A line a file; the digest tells one picture from another of the same size. */
const filesText = (language: Screen['language'], { renditions = [] }: Content): string =>
  renditions
    .filter(({ role }) => useOf(role) === 'sold')
    .map(file => `${renditionName(language, file.role)}: ${fileText(language, file)} (${file.href.slice(-8)})`)
    .join('\n')

interface Difference {
  readonly label: string
  readonly before: string
  readonly after: string
}

/** The parts of a story that differ, as text. */
const differences = ({ language }: Screen, from: Content, to: Content): Difference[] => {
  const part = (label: Key, text: (content: Content) => string): Difference => ({
    label: t(language, label),
    before: text(from),
    after: text(to),
  })
  return [
    part('desk.field.headline', each => each.headline),
    part('desk.field.deck', each => each.deck ?? ''),
    part('desk.field.dateline', each => each.dateline ?? ''),
    part('desk.field.bylines', each => each.bylines.join(', ')),
    part('desk.field.body', each => textOfBody(each.body)),
    part('desk.field.summary', each => each.summary ?? ''),
    part('desk.field.category', each => categoryName(language, each.category)),
    part('desk.field.priority', each => priorityName(language, each.priority)),
    part('desk.field.language', each => languageName(language, each.language)),
    part('desk.field.keywords', each => each.keywords.join(', ')),
    part('desk.field.subjects', each => each.subjects.map(subject => subject.name).join(', ')),
    ...mediaFields.map(name => part(`desk.field.${name}`, each => carriedText(each, name).replaceAll('\n', ', '))),
    part('desk.item.files', each => filesText(language, each)),
    part('desk.field.members', each => each.members?.map(member => member.headline ?? member.guid).join('\n') ?? ''),
  ].filter(({ before, after }) => before !== after)
}
