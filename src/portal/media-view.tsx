import type { Block } from '../domain/body.ts'
import { readShots } from '../domain/shot-list.ts'
import { directionOf } from '../domain/taxonomy.ts'
import { CopyLink } from '../web/components/copy-link.tsx'
import { Icon } from '../web/components/icon.tsx'
import { ShotList } from '../web/components/shot-list.tsx'
import { typeIcon } from '../web/components/thumb.tsx'
import { t } from '../web/i18n/translate.ts'
import type { Screen } from '../web/screen.ts'
import type { Visit } from './env.ts'
import type { Extras } from './extras.ts'
import { fileHref, filmOf, imageFor, type ShownImage } from './files.ts'
import type { Reading } from './reading.ts'
import type { Story } from './story.ts'

interface MediaProps {
  visit: Visit
  reading: Reading
  extras: Extras
}

/** The picture, the film or the sign of a story that is no text; nothing where it was taken back, or an older version is open. */
export const StoryMedia = ({ visit: { screen }, reading: { story, isOld }, extras }: MediaProps) => {
  const { language } = screen
  const { version, notice, face } = story.delivery
  if (version.type === 'text' || version.type === 'collection' || notice !== null || face === 'notice') return null
  if (isOld) return <p class="story-media-note">{t(language, 'portal.media.old')}</p>
  const image = imageFor(story)
  const film = version.type === 'video' && face === 'full' ? filmOf(extras.sizes) : null
  const shots = version.type === 'video' ? readShots(story.view.body) : []
  const src = film === null ? null : fileHref(story, film.file.role)
  const list = <ShotList {...{ screen, shots, src }} player={playerId} />
  if (film !== null) {
    const { widthPixels, heightPixels } = film.file
    return (
      <div class="story-media" dir={directionOf(language)}>
        {/* biome-ignore lint/a11y/useMediaCaption: agencies send no subtitles; the shot list and the text say what is seen and heard */}
        <video
          id={playerId}
          class="story-video"
          controls
          preload="none"
          playsinline
          poster={image?.src}
          src={src ?? undefined}
          width={widthPixels ?? undefined}
          height={heightPixels ?? undefined}
          aria-label={story.view.headline}
          data-counts=""
        />
        {extras.quota.limit !== null && !film.isTaken && (
          <p class="story-media-note">{t(language, 'portal.media.playing')}</p>
        )}
        {list}
      </div>
    )
  }
  return (
    <div class="story-media" dir={directionOf(language)}>
      {image === null ? (
        <p class="story-media-none">
          <Icon name={typeIcon[version.type]} />
          <span>{t(language, 'portal.media.none')}</span>
        </p>
      ) : (
        <Picture image={image} alt={altOf(story)} language={story.view.language} />
      )}
      {list}
    </div>
  )
}

const playerId = 'player'

/** What a picture shows, for those who do not see it; its headline where nobody has said. */
const altOf = ({ view }: Story): string => view.media?.altText ?? view.headline

const Picture = ({ image: { src, file }, alt, language }: { image: ShownImage; alt: string; language: string }) => (
  <img
    class="story-picture"
    src={src}
    alt={alt}
    lang={language}
    width={file.widthPixels ?? undefined}
    height={file.heightPixels ?? undefined}
    decoding="async"
  />
)

type Figure = Extract<Block, { kind: 'figure' }>

/** A picture within a text: as its reader may see it, leading to its page; of one that was taken back nothing but that. */
export const BodyFigure = ({ screen, block, story }: { screen: Screen; block: Figure; story: Story | null }) => {
  const { language } = screen
  const caption = block.caption.map(span => span.text).join('')
  if (story !== null && story.delivery.notice !== null) {
    const words = t(language, 'portal.media.takenBack')
    return (
      <figure class="figure-gone">
        <p lang={language} dir={directionOf(language)}>
          <Icon name="ban" /> {words}
        </p>
      </figure>
    )
  }
  const image = story === null ? null : imageFor(story)
  return (
    <figure>
      {story !== null && image !== null && (
        <a class="figure-link" href={`/portal/items/${story.view.item}`}>
          <Picture image={image} alt={altOf(story)} language={story.view.language} />
        </a>
      )}
      <figcaption>
        {caption}
        {story?.view.media?.credit && <span class="figure-credit"> {story.view.media.credit}</span>}
      </figcaption>
    </figure>
  )
}

/** Buttons that copy what is printed with a picture or film. */
export const CopyMedia = ({ screen, story }: { screen: Screen; story: Story }) => {
  const { version, face, notice } = story.delivery
  if (version.type === 'text' || version.type === 'collection' || face !== 'full' || notice !== null) return null
  const { view } = story
  const href = (what: string) => `/portal/items/${view.item}/${what}?version=${version.number}`
  return (
    <>
      <CopyLink screen={screen} href={href('caption')} label={t(screen.language, 'portal.copy.caption')} />
      {(view.media?.credit ?? view.bylines[0]) !== undefined && (
        <CopyLink screen={screen} href={href('credit')} label={t(screen.language, 'portal.copy.credit')} />
      )}
    </>
  )
}
