import { type Asset, renditionOf } from '../../store/asset.ts'
import type { AssetUse } from '../../store/asset-use.ts'
import { Icon } from '../../web/components/icon.tsx'
import { typeIcon } from '../../web/components/thumb.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { bytesText, durationText, typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref } from '../rows.tsx'
import type { Alike, Upload } from './uploads.ts'

export const assetHref = (id: string): string => `/desk/media/${id}`

/** The address of a rendition of an upload; what it is made of stands in it, so that an older picture is never shown for a newer one. */
export const assetFileHref = (asset: Pick<Asset, 'id' | 'renditions'>, role: 'thumb' | 'preview'): string | null => {
  const file = renditionOf(asset.renditions, role)
  return file === null ? null : `${assetHref(asset.id)}/${role}?v=${file.href.slice('blob:'.length, 21)}`
}

const cardId = (id: string): string => `upload-${id}`

/** An upload in the grid, with a box to tick. */
export const UploadCard = ({ screen, upload }: { screen: Screen; upload: Upload }) => {
  const { asset } = upload
  return (
    <li id={cardId(asset.id)} class="upload">
      <UploadFace screen={screen} upload={upload} />
      <label class="upload-pick">
        <input type="checkbox" name="asset" value={asset.id} form="selection" />
        <span class="visually-hidden">{t(screen.language, 'desk.media.select', { name: nameOfAsset(asset) })}</span>
      </label>
    </li>
  )
}

/** What an upload is called where nobody has written about it yet. */
export const nameOfAsset = ({ facts, fileName }: Pick<Asset, 'facts' | 'fileName'>): string =>
  facts.headline ?? fileName

/** Its thumb, what it is, how far it is, where it stands and what it looks like; drawn anew while what was ticked stays. */
export const UploadFace = ({ screen, upload }: { screen: Screen; upload: Upload }) => {
  const { language } = screen
  const { asset, uses, alike, by } = upload
  return (
    <div id={`${cardId(asset.id)}-face`} class={`upload-face upload-${asset.state}`}>
      <AssetThumb screen={screen} asset={asset} />
      <div class="upload-text">
        <p class="upload-name">
          <a class="row-link" href={assetHref(asset.id)} data-row="" dir="auto">
            {nameOfAsset(asset)}
          </a>
        </p>
        <AssetState screen={screen} asset={asset} />
        <p class="meta">
          <span>{typeName(language, asset.type)}</span>
          <span class="num">{bytesText(language, asset.sizeBytes)}</span>
          <bdi>{by}</bdi>
          <span class="num">
            <Time screen={screen} at={asset.createdAt} form="dateTime" />
          </span>
        </p>
        <Uses screen={screen} uses={uses} />
        {alike.map(each => (
          <AlikeLine screen={screen} alike={each} />
        ))}
      </div>
    </div>
  )
}

/** The small picture of an upload, or the sign of its kind. */
export const AssetThumb = ({ screen, asset }: { screen: Screen; asset: Asset }) => {
  const src = assetFileHref(asset, 'thumb')
  return (
    <span class="upload-thumb">
      {src === null ? (
        <Icon name={typeIcon[asset.type]} label={typeName(screen.language, asset.type)} />
      ) : (
        <img src={src} alt="" width={320} height={214} loading="lazy" decoding="async" />
      )}
      {asset.durationSeconds !== null && <span class="thumb-time num">{durationText(asset.durationSeconds)}</span>}
    </span>
  )
}

/** How far an upload is, in words; nothing where it is ready and whole. */
export const AssetState = ({ screen: { language }, asset }: { screen: Screen; asset: Asset }) => {
  const { state, remark } = asset
  if (state === 'ready' && remark === null) return null
  const tone = state === 'failed' ? 'killed' : state === 'waiting' ? 'plain' : 'urgent'
  return (
    <p class={`upload-state upload-state-${tone}`}>
      <Icon name={state === 'waiting' ? 'clock' : state === 'failed' ? 'ban' : 'info'} />
      <span>
        {state === 'waiting' && t(language, 'desk.media.waiting')}
        {state === 'failed' && t(language, 'desk.media.failed')}
        {state !== 'waiting' && remark !== null && (
          <span class="upload-remark" lang="en" dir="auto">
            {remark}
          </span>
        )}
      </span>
    </p>
  )
}

/** Where an upload stands: on the wire, or in a draft. */
export const Uses = ({ screen, uses }: { screen: Screen; uses: readonly AssetUse[] }) => {
  const [first] = uses
  if (first === undefined) return null
  const { language, timeZone } = screen
  const isSent = first.sentAt !== null && first.item !== null
  const href = isSent ? itemHref(first.item) : `/desk/drafts/${first.draft}`
  return (
    <p class="upload-use">
      <Icon name={isSent ? 'wire' : 'draft'} />
      <span>
        <a href={href} dir="auto">
          {first.headline.trim() || t(language, 'desk.untitled')}
        </a>{' '}
        {first.sentAt !== null && <span class="meta num">{formatDateTime(language, first.sentAt, timeZone)}</span>}
      </span>
    </p>
  )
}

/** That it looks like another, with that one's thumb, and when it was sent. */
export const AlikeLine = ({ screen, alike: { asset, bits, uses } }: { screen: Screen; alike: Alike }) => {
  const { language, timeZone } = screen
  const sent = uses.find(each => each.sentAt !== null)
  const thumb = assetFileHref(asset, 'thumb')
  const href = sent?.item ? itemHref(sent.item) : assetHref(asset.id)
  const name = sent?.headline || nameOfAsset(asset)
  return (
    <p class="upload-alike">
      {thumb !== null && <img src={thumb} alt="" width={48} height={32} loading="lazy" decoding="async" />}
      <span>
        {t(language, bits === 0 ? 'desk.media.same' : 'desk.media.alike')}{' '}
        <a href={href} dir="auto">
          {name}
        </a>
        {sent?.sentAt && (
          <span class="num">
            , {t(language, 'desk.media.sentOn', { time: formatDateTime(language, sent.sentAt, timeZone) })}
          </span>
        )}
      </span>
    </p>
  )
}
