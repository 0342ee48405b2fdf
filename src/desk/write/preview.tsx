import { type Context, Hono } from 'hono'
import { dayOf, formatItemId } from '../../domain/ids.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import { isForPublic } from '../../domain/teaser.ts'
import type { SentVersion } from '../../domain/version.ts'
import { type FormatName, formatNames, render } from '../../formats/render.ts'
import { type Asset, assetsOf } from '../../store/asset.ts'
import { requireDraft } from '../../store/draft.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import { SelectField } from '../../web/components/field.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { itemsShownBy } from '../item/item.tsx'
import type { FileHref } from '../item/story-media.tsx'
import { StoryView } from '../item/story-view.tsx'
import { SiteBlock, summaryOf } from '../margin/summary.tsx'
import { assetHref } from '../media/card.tsx'
import { assetsOfDraft } from '../media/text.ts'
import { ReachView } from '../reach-view.tsx'
import { titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { headOf, type Plan, planOf } from './plan.ts'

/** `/desk/drafts/{id}/preview`: what subscribers would get, as a page and as the very text, and what the public would read. */
export const previewRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/drafts/:id/preview', c => drawPreview(desk, c, c.req.param('id')))
  return routes
}

const drawPreview = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const draft = await requireDraft(desk.db, id)
  const [seat, head] = await Promise.all([seatOf(desk, c), headOf(desk, draft)])
  const plan = await planOf(desk, seat, draft, head)
  const { screen } = seat
  const format = formatNames.find(each => each === c.req.query('format')) ?? 'text'
  const { language } = screen
  const [items, assets] = await Promise.all([
    'errors' in plan ? [] : itemsShownBy(desk, [plan.version]),
    assetsOf(desk.db, assetsOfDraft(draft.fields)),
  ])
  const editing = { href: `/desk/drafts/${id}`, label: t(language, 'desk.edit') }
  return page(
    c,
    <DeskFrame seat={seat} title={t(language, 'desk.preview')} place="drafts" back={editing}>
      {'errors' in plan ? (
        <div class="preview-errors stack">
          <p>{t(language, 'desk.preview.notYet', { headline: titleOfDraft(screen, draft) })}</p>
          <ErrorSummary screen={screen} errors={plan.errors.map(each => ({ ...each, field: null }))} />
          <LinkButton {...{ href: editing.href, icon: 'pen' }}>{t(language, 'desk.edit')}</LinkButton>
        </div>
      ) : (
        <div class="preview">
          <section class="preview-full" aria-labelledby="preview-full">
            <h2 class="preview-heading" id="preview-full">
              {t(language, 'desk.preview.subscribers')}
            </h2>
            <StoryView {...{ screen, items, version: plan.version }} fileHref={fileHrefOf(plan.version, assets)} />
            <Documents {...{ seat, format }} version={withNumbers(desk, plan.version, plan.pictures)} />
          </section>
          <section class="preview-public" aria-labelledby="preview-public">
            <h2 class="preview-heading" id="preview-public">
              {t(language, 'desk.preview.public')}
            </h2>
            <PublicView
              seat={seat}
              version={plan.version}
              isPublic={isForPublic(desk.publisher.rules().publicity, plan.version.type, plan.version.content)}
            />
            <h2 class="preview-heading">{t(language, 'desk.reach')}</h2>
            <ReachView screen={screen} reach={plan.reach} />
          </section>
        </div>
      )}
    </DeskFrame>,
  )
}

/** Files of a version that has not been sent are those of its uploads. */
const fileHrefOf =
  ({ content }: SentVersion, assets: readonly Asset[]): FileHref =>
  role => {
    const file = content.renditions?.find(each => each.role === role)
    const asset = assets.find(each => each.renditions.some(({ href }) => href === file?.href))
    return asset === undefined ? null : `${assetHref(asset.id)}/${role}`
  }

/** The document as it goes out, byte for byte, in a format that is chosen. */
const Documents = ({ seat: { screen }, version, format }: { seat: Seat; version: SentVersion; format: FormatName }) => {
  const { language } = screen
  const { bytes } = render(format, version, { face: 'full', notice: null, agency: screen.agency })
  const isText = format === 'text'
  return (
    <details open={!isText}>
      <summary>{t(language, 'desk.preview.document')}</summary>
      <form method="get" class="bar">
        <SelectField
          {...{ screen, name: 'format', label: t(language, 'desk.preview.format'), value: format }}
          options={formatNames.map(name => ({ value: name, label: name }))}
        />
        <Button icon="eye">{t(language, 'desk.preview')}</Button>
      </form>
      <pre
        class="preview-text"
        tabindex={0}
        lang={isText ? version.content.language : undefined}
        dir={isText ? directionOf(version.content.language) : 'ltr'}
      >
        {bytes.toString('utf8')}
      </pre>
    </details>
  )
}

/** Formats name items: pictures that are drafts yet stand in them as they will, under some number. */
const withNumbers = (desk: Desk, version: SentVersion, pictures: Plan['pictures']): SentVersion => {
  const { code } = desk.publisher.agency
  const day = dayOf(version.sentAt)
  const items = new Map(pictures.map(({ draft }, n) => [draft, formatItemId(code, 'picture', day, n + 1)]))
  const body = version.content.body.map(block =>
    block.kind === 'figure' ? { ...block, item: items.get(block.item) ?? block.item } : block,
  )
  return { ...version, content: { ...version.content, body } }
}

/** What `summarise` leaves for the public. */
const PublicView = ({
  seat: { screen },
  version,
  isPublic,
}: {
  seat: Seat
  version: SentVersion
  isPublic: boolean
}) => {
  const { content } = version
  const { language } = screen
  if (!isPublic) return <p class="muted">{t(language, 'desk.public.never')}</p>
  const { shown, is } = summaryOf(content)
  return (
    <>
      <SiteBlock {...{ content, shown }} line={version.signal === 'correction' ? version.line : null} />
      <p class="meta">{t(language, `desk.summary.${is}`)}</p>
    </>
  )
}
