import { Button } from '../../web/components/button.tsx'
import { fieldId } from '../../web/components/field.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { typeName } from '../../web/i18n/sizes.ts'
import { type Key, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

interface DropProps {
  screen: Screen
  /** Where the form without scripts leads back to. */
  back: string
  /** Id of the form that is handed what has come in. */
  attach?: string
}

const words = ['queued', 'checking', 'lost', 'paused', 'done', 'refused', 'again', 'pause', 'resume', 'close'] as const

const textsOf = ({ language }: Screen): string =>
  JSON.stringify(Object.fromEntries(words.map(word => [word, t(language, `desk.upload.${word}` satisfies Key)])))

/** Where pictures are brought into a story, within its form: dropped or pasted anywhere, or chosen; for scripts alone. */
export const StoryDrop = ({ screen }: { screen: Screen }) => (
  <media-upload class="story-drop" endpoint="/desk/media/uploads" csrf={screen.csrf ?? ''} texts={textsOf(screen)}>
    <label class="story-drop-label">
      <Icon name="up" />
      <span>{t(screen.language, 'desk.pictures.drop')}</span>
      <input type="file" accept="image/*" multiple />
    </label>
    <p class="pictures-lost field-error" role="alert" hidden>
      <span>{t(screen.language, 'desk.pictures.lost')}</span>{' '}
      <Button type="button">{t(screen.language, 'desk.pictures.again')}</Button>
    </p>
  </media-upload>
)

/** Where files are brought in: dropped, pasted or chosen, many at once, in pieces that survive a broken line; without scripts as one form. */
export const MediaDrop = ({ screen, back, attach }: DropProps) => {
  const { language } = screen
  return (
    <media-upload
      class="media-drop"
      endpoint="/desk/media/uploads"
      csrf={screen.csrf ?? ''}
      attach={attach}
      texts={textsOf(screen)}
    >
      <form
        class="media-drop-form"
        method="post"
        action={`/desk/media/files?csrf=${screen.csrf ?? ''}`}
        enctype="multipart/form-data"
      >
        <input type="hidden" name="back" value={back} />
        <Icon name="up" />
        <label class="media-drop-label" for={fieldId('file')}>
          {t(language, 'desk.upload.drop')}
        </label>
        <input class="media-drop-input" type="file" id={fieldId('file')} name="file" multiple />
        <label class="media-drop-as">
          {t(language, 'desk.upload.as')}
          <select class="input" name="as">
            <option value="">{t(language, 'desk.upload.as.auto')}</option>
            {(['graphic', 'file'] as const).map(type => (
              <option value={type}>{typeName(language, type)}</option>
            ))}
          </select>
        </label>
        <Button icon="plus">{t(language, 'desk.upload.send')}</Button>
        <p class="meta">{t(language, 'desk.upload.kinds')}</p>
      </form>
    </media-upload>
  )
}
