import { useOf } from '../../domain/licence.ts'
import { blobOf, type Rendition, renditionRoles } from '../../domain/media.ts'
import type { Asset } from '../../store/asset.ts'
import { Icon } from '../../web/components/icon.tsx'
import { typeIcon } from '../../web/components/thumb.tsx'
import { fileText, renditionName, typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { AlikeLine, AssetState, assetFileHref, assetHref } from './card.tsx'
import type { Upload } from './uploads.ts'

interface PanelProps {
  screen: Screen
  uploads: readonly Upload[]
}

/** What has been made of the files of a draft, how far it is, and what they look like; replaced as a whole when that changes. */
export const FilesPanel = ({ screen, uploads }: PanelProps) => (
  <div id="files-panel" class="files-panel stack">
    {uploads.map(({ asset, alike }) => (
      <section class="files-of" aria-label={asset.fileName}>
        <p class="files-name">
          <Icon name={typeIcon[asset.type]} />
          <a href={assetHref(asset.id)} dir="auto">
            {asset.fileName}
          </a>
        </p>
        <AssetState screen={screen} asset={asset} />
        {alike.map(each => (
          <AlikeLine screen={screen} alike={each} />
        ))}
        <RenditionTable
          screen={screen}
          files={[originalOf(asset), ...asset.renditions.filter(each => each.role !== 'original')]}
          hrefOf={file => `${assetHref(asset.id)}/${file.role}?save`}
        />
      </section>
    ))}
  </div>
)

const originalOf = (asset: Asset): Rendition => {
  const { digest, contentType, sizeBytes, widthPixels, heightPixels, durationSeconds } = asset
  return {
    role: 'original',
    href: `blob:${digest}`,
    contentType,
    sizeBytes,
    widthPixels,
    heightPixels,
    durationSeconds,
  }
}

interface TableProps {
  screen: Screen
  files: readonly Rendition[]
  /** Where a file of our own is saved from. */
  hrefOf: (file: Rendition) => string
  /** Downloads so far, by role; left out: not counted. */
  downloads?: ReadonlyMap<string, number>
}

/** Files by what they are for, each to be saved. */
export const RenditionTable = ({ screen, files, hrefOf, downloads }: TableProps) => {
  const { language } = screen
  return (
    <table class="table renditions">
      <caption class="visually-hidden">{t(language, 'desk.media.renditions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t(language, 'desk.media.size')}</th>
          <th scope="col">{t(language, 'desk.media.file')}</th>
          {downloads !== undefined && <th scope="col">{t(language, 'desk.media.downloads')}</th>}
          <th scope="col">
            <span class="visually-hidden">{t(language, 'desk.media.save')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inRoleOrder(files).map(file => (
          <tr>
            <th scope="row">{renditionName(language, file.role)}</th>
            <td class="rendition-size">{fileText(language, file)}</td>
            {downloads !== undefined && (
              <td class="num">{useOf(file.role) === 'sold' ? (downloads.get(file.role) ?? 0) : ''}</td>
            )}
            <td>
              {blobOf(file) === null ? (
                <Elsewhere href={file.href} />
              ) : (
                <a href={hrefOf(file)} download="">
                  <Icon
                    name="download"
                    label={t(language, 'desk.media.saveThis', { name: renditionName(language, file.role) })}
                  />
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const inRoleOrder = (files: readonly Rendition[]): readonly Rendition[] =>
  [...files].sort((a, b) => renditionRoles.indexOf(a.role) - renditionRoles.indexOf(b.role))

const Elsewhere = ({ href }: { href: string }) =>
  /^https?:\/\//iu.test(href) ? (
    <a href={href} rel="noreferrer" dir="ltr">
      <Icon name="external" label={href} />
    </a>
  ) : (
    <bdi>{href}</bdi>
  )

/** A picture as large as the screen has room for, a film that plays, or the sign of what it is. */
export const AssetPreview = ({ screen, asset, player }: { screen: Screen; asset: Asset; player?: string }) => {
  const preview = assetFileHref(asset, 'preview')
  const film = asset.type === 'video' ? filmHref(asset) : null
  if (film !== null)
    return (
      // biome-ignore lint/a11y/useMediaCaption: what comes in has no captions; what is said in it stands in its shot list
      <video
        id={player}
        class="media-film"
        controls
        preload="metadata"
        poster={preview ?? undefined}
        src={film}
        aria-label={asset.fileName}
      />
    )
  if (preview === null)
    return (
      <p class="media-none">
        <Icon name={typeIcon[asset.type]} label={typeName(screen.language, asset.type)} />
        <span>{t(screen.language, asset.state === 'waiting' ? 'desk.media.waiting' : 'desk.media.noPreview')}</span>
      </p>
    )
  return <img class="media-picture" src={preview} alt={asset.facts.altText ?? ''} />
}

/** The player of a page. */
export const filmId = 'film'

/** The address of what browsers play best; where nothing was made of it, of the file as it came in; null: there is neither. */
export const filmHref = (asset: Pick<Asset, 'id' | 'renditions'>): string | null => {
  const role = ['web', 'sd', 'hd', 'original'].find(each => asset.renditions.some(file => file.role === each))
  return role === undefined ? null : `${assetHref(asset.id)}/${role}`
}
