import type { ItemType } from '../../domain/ids.ts'
import { durationText, typeName } from '../i18n/sizes.ts'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon, type IconName } from './icon.tsx'

/** A small picture of an item that is no text. */
export interface ThumbView {
  readonly type: Exclude<ItemType, 'text'>
  /** The address of its thumb; null: there is none to be shown, and its sign stands instead. */
  readonly src: string | null
  readonly durationSeconds: number | null
}

/** The sign of a kind of item. */
export const typeIcon: Readonly<Record<ItemType, IconName>> = {
  text: 'draft',
  picture: 'picture',
  video: 'video',
  graphic: 'graphic',
  file: 'file',
  collection: 'collection',
}

/** A thumb in a box whose size the style sheet knows, so that nothing moves when it comes; what it shows is said beside it. */
export const Thumb = ({ screen, thumb }: { screen: Screen; thumb: ThumbView }) => {
  const { language } = screen
  const name = typeName(language, thumb.type)
  return (
    <span class="thumb" title={name}>
      {thumb.src === null ? (
        <Icon name={typeIcon[thumb.type]} />
      ) : (
        <img class="thumb-image" src={thumb.src} alt="" width={72} height={48} loading="lazy" decoding="async" />
      )}
      <span class="visually-hidden">{name}</span>
      {thumb.durationSeconds !== null && (
        <span
          class="thumb-time num"
          title={t(language, 'file.duration', { time: durationText(thumb.durationSeconds) })}
        >
          {durationText(thumb.durationSeconds)}
        </span>
      )}
    </span>
  )
}
