import { LinkButton } from '../../web/components/button.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { AssetState, assetHref } from '../media/card.tsx'
import { AssetPreview } from '../media/panel.tsx'
import type { Opened } from './open.ts'

/** Pictures, films and files that have come in with an item, as far as they are there; and why others are not. */
export const IncomingFiles = ({ screen, opened: { files, assets } }: { screen: Screen; opened: Opened }) => {
  const missing = files.filter(each => each.asset === null && each.reason !== null)
  if (assets.length === 0 && missing.length === 0) return null
  const { language } = screen
  return (
    <div class="in-shown stack">
      {assets.map(asset => (
        <div class="in-one">
          <AssetPreview screen={screen} asset={asset} />
          <AssetState screen={screen} asset={asset} />
          <LinkButton href={assetHref(asset.id)} kind="quiet" icon="eye">
            {t(language, 'desk.media.open', { name: asset.fileName })}
          </LinkButton>
        </div>
      ))}
      {missing.map(({ reason, addresses }) => (
        <p class="meta">
          {t(language, 'desk.media.notFetched')} <bdi dir="ltr">{addresses[0]}</bdi>: <span lang="en">{reason}</span>
        </p>
      ))}
    </div>
  )
}
