import { type Context, Hono } from 'hono'
import { summarise } from '../../domain/summarise.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import { isForPublic, type SummaryKind } from '../../domain/teaser.ts'
import type { SentVersion } from '../../domain/version.ts'
import { render } from '../../formats/render.ts'
import { type Asset, assetsOf } from '../../store/asset.ts'
import { requireDraft } from '../../store/draft.ts'
import { LinkButton } from '../../web/components/button.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { itemsShownBy } from '../item/item.tsx'
import type { FileHref } from '../item/story-media.tsx'
import { StoryView } from '../item/story-view.tsx'
import { assetHref } from '../media/card.tsx'
import { assetsOfDraft } from '../media/text.ts'
import { ReachView } from '../reach-view.tsx'
import { titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { headOf, planOf } from './plan.ts'

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
            <PlainText seat={seat} version={plan.version} />
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

/** The document in the format `text`, byte for byte. */
const PlainText = ({ seat: { screen }, version }: { seat: Seat; version: SentVersion }) => {
  const { bytes } = render('text', version, { face: 'full', notice: null, agency: screen.agency })
  const { language } = version.content
  return (
    <details>
      <summary>{t(screen.language, 'desk.preview.text')}</summary>
      <pre class="preview-text" lang={language} dir={directionOf(language)}>
        {bytes.toString('utf8')}
      </pre>
    </details>
  )
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
  const { summary, kind } = summarise(content)
  return (
    <>
      <article class="preview-teaser stack" lang={content.language} dir={directionOf(content.language)}>
        <h3>{content.headline}</h3>
        {version.signal === 'correction' && version.line !== null && <p>{version.line}</p>}
        <p>
          {content.dateline !== null && <strong>{content.dateline} </strong>}
          {summary}
        </p>
      </article>
      <p class="meta">{t(language, summaryWords(kind, summary.startsWith(content.headline.trim())))}</p>
    </>
  )
}

const summaryWords = (kind: SummaryKind, isHeadline: boolean): Key => {
  if (kind === 'editor') return 'desk.preview.editorSummary'
  return isHeadline ? 'desk.preview.headlineSummary' : 'desk.preview.cutSummary'
}
