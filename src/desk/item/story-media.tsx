import type { Child } from 'hono/jsx'
import { readShots } from '../../domain/shot-list.ts'
import { directionOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import { Icon } from '../../web/components/icon.tsx'
import { ShotList } from '../../web/components/shot-list.tsx'
import { typeIcon } from '../../web/components/thumb.tsx'
import { typeName } from '../../web/i18n/sizes.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { filmId } from '../media/panel.tsx'
import { itemHref, versionFileHref } from '../rows.tsx'

/** The address of a file of the version that is shown; null where it has none of that role. */
export type FileHref = (role: 'preview' | 'thumb' | 'web' | 'sd' | 'hd' | 'original') => string | null

interface StoryMediaProps {
  screen: Screen
  version: SentVersion
  fileHref: FileHref
}

/** What a version shows before its words: its picture, its film, or the sign of what it is. */
export const StoryFilm = ({ screen, version, fileHref }: StoryMediaProps) => {
  const { type, content } = version
  if (type === 'text' || type === 'collection') return null
  const preview = fileHref('preview')
  const film = type === 'video' ? (fileHref('web') ?? fileHref('sd') ?? fileHref('hd') ?? fileHref('original')) : null
  if (film !== null)
    return (
      <>
        <video
          id={filmId}
          class="media-film"
          controls
          preload="metadata"
          {...(preview === null ? {} : { poster: preview })}
          src={film}
          aria-label={content.headline}
        />
        <ShotList screen={screen} shots={readShots(content.body)} player={filmId} src={film} />
      </>
    )
  if (preview !== null)
    return <img class="media-picture" src={preview} alt={content.media?.altText ?? ''} {...sizeOf(version)} />
  return (
    <p class="media-none">
      <Icon name={typeIcon[type]} label={typeName(screen.language, type)} />
      <span>{t(screen.language, 'desk.media.noPreview')}</span>
    </p>
  )
}

/** So that nothing moves when the picture comes. */
const sizeOf = ({ content }: SentVersion): { width?: number; height?: number } => {
  const { widthPixels, heightPixels } = content.renditions?.find(each => each.role === 'preview') ?? {}
  return widthPixels == null || heightPixels == null ? {} : { width: widthPixels, height: heightPixels }
}

/** What is known of the files of a version beside its words. */
export const StoryFacts = ({ screen, version }: Omit<StoryMediaProps, 'fileHref'>) => {
  const { media, rights, language: written } = version.content
  const place = media?.place
  const rows: [Key, string | null | undefined][] = [
    ['desk.field.altText', media?.altText],
    ['desk.field.credit', media?.credit],
    ['desk.field.takenAt', media?.takenAt],
    [
      'desk.field.place',
      place && [place.city, place.region, place.country, place.countryCode].filter(Boolean).join(', '),
    ],
    ['desk.field.persons', media?.persons.join(', ')],
    ['desk.field.holder', rights?.holder],
    ['desk.field.notice', rights?.notice],
    ['desk.field.terms', rights?.terms],
  ]
  const said = rows.filter(([, value]) => value)
  if (said.length === 0) return null
  return (
    <dl class="facts media-facts" dir={directionOf(screen.language)}>
      {said.map(([key, value]) => (
        <div>
          <dt>{t(screen.language, key)}</dt>
          <dd lang={written} dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A picture in a text: the newest version of its item, or its caption alone where that is gone. */
export const FigurePicture = ({ picture, caption }: { picture: SentVersion | undefined; caption: Child }) => {
  const src = picture === undefined || picture.state !== 'usable' ? null : versionFileHref(picture, 'preview')
  return (
    <figure>
      {picture !== undefined && src !== null && (
        <a href={itemHref(picture.item)}>
          <img
            class="figure-picture"
            src={src}
            alt={picture.content.media?.altText ?? picture.content.headline}
            {...sizeOf(picture)}
            loading="lazy"
          />
        </a>
      )}
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
