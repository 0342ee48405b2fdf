import { type Context, Hono } from 'hono'
import { can, requireCan } from '../../accounts/guard.ts'
import { retryAsset } from '../../store/asset.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { DeskFrame } from '../frame.tsx'
import { seatOf } from '../seat.ts'
import { nameOfAsset, Uses } from './card.tsx'
import { FactsTable } from './facts.tsx'
import { requireAsset } from './files.ts'
import { AssetPreview, FilesPanel } from './panel.tsx'
import { uploadsOf } from './uploads.ts'

/** `/desk/media/{asset}`: one upload with all that is known of it. */
export const mediaAssetRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/media/:asset', c => drawAsset(desk, c, c.req.param('asset')))
  routes.post('/media/:asset/retry', async c => {
    requireCan(c.get('person'), 'draft')
    const { id } = await requireAsset(desk, c.req.param('asset'))
    await retryAsset(desk.db, id)
    return c.redirect(`/desk/media/${id}`, 303)
  })
  return routes
}

const drawAsset = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const asset = await requireAsset(desk, id)
  const [seat, [upload]] = await Promise.all([seatOf(desk, c), uploadsOf(desk, [asset])])
  if (upload === undefined) throw new Error(`the upload ${id} is not among those asked for`)
  const { screen, person } = seat
  const { language } = screen
  const mayDraft = can(person, 'draft')
  return page(
    c,
    <DeskFrame
      {...{ seat, place: 'media', title: nameOfAsset(asset) }}
      back={{ href: '/desk/media', label: t(language, 'desk.nav.media') }}
      actions={
        mayDraft && (
          <>
            {asset.state === 'failed' && (
              <form method="post" action={`/desk/media/${id}/retry`}>
                <CsrfField screen={screen} />
                <Button icon="refresh">{t(language, 'desk.media.retry')}</Button>
              </form>
            )}
            <form method="post" action="/desk/media/begin">
              <CsrfField screen={screen} />
              <input type="hidden" name="asset" value={id} />
              <Button name="do" value="each" icon="pen" kind="primary" hotkey="n">
                {t(language, 'desk.media.begin')}
              </Button>
            </form>
          </>
        )
      }
    >
      <div class="media-one">
        <div class="media-one-show">
          <AssetPreview screen={screen} asset={asset} />
          <Uses screen={screen} uses={upload.uses} />
          <LiveFrame screen={screen} live={{ src: `/desk/media/live?assets=${id}`, after: '' }}>
            <FilesPanel screen={screen} uploads={[upload]} />
          </LiveFrame>
        </div>
        <FactsTable screen={screen} asset={asset} by={upload.by} />
      </div>
    </DeskFrame>,
  )
}
