import { readBody } from '../../domain/body-text.ts'
import { readShots } from '../../domain/shot-list.ts'
import type { Asset } from '../../store/asset.ts'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { ShotList } from '../../web/components/shot-list.tsx'
import { type Key, t } from '../../web/i18n/translate.ts'
import { fieldText } from '../write/draft-form.ts'
import { CorrectionFields, DatelineField, SummaryField } from '../write/editor-fields.tsx'
import { type FieldsProps, Text } from '../write/editor-text.tsx'
import { FocusPicture } from './focus.tsx'
import { AssetPreview, filmHref, filmId } from './panel.tsx'
import { hasFiles } from './text.ts'

interface MediaProps extends FieldsProps {
  /** Best first. */
  assets: readonly Asset[]
}

/** The picture, film or file itself, as large as the column. */
const FilesShown = ({ screen, assets, errors, draft }: MediaProps) => {
  const [first] = assets
  if (first === undefined) return null
  return (
    <div class="files-shown">
      {first.type === 'picture' ? (
        <FocusPicture {...{ screen, errors, asset: first }} />
      ) : (
        <>
          <AssetPreview screen={screen} asset={first} player={filmId} />
          {first.type === 'video' && <DraftShots {...{ screen, draft, asset: first }} />}
        </>
      )}
    </div>
  )
}

/** The shot list of what has been saved. */
const DraftShots = ({ screen, draft, asset }: Pick<FieldsProps, 'screen' | 'draft'> & { asset: Asset }) => {
  const { body } = readBody({ text: draft.fields.body, kept: draft.fields.kept })
  return <ShotList {...{ screen, shots: readShots(body), player: filmId, src: filmHref(asset) }} />
}

const bylines: Readonly<Partial<Record<string, Key>>> = {
  picture: 'desk.field.photographer',
  video: 'desk.field.camera',
}

/** What a picture desk writes: headline, caption, who took it, when and where, what may be done with it. */
export const MediaFields = (props: MediaProps) => {
  const { screen, draft } = props
  const type = draft.fields.carried?.type ?? 'file'
  return (
    <>
      <input type="hidden" name="files" value="1" />
      {draft.signal === 'correction' && <CorrectionFields {...props} />}
      <FilesShown {...props} />
      <Text {...props} name="headline" rows={2} needed count autofocus={draft.fields.headline === ''} />
      <Text
        {...props}
        name="body"
        rows={type === 'video' ? 12 : 5}
        label="desk.field.caption"
        hint={captionHint(type)}
        count
      />
      {type !== 'file' && <Text {...props} name="altText" rows={2} hint="desk.hint.altText" count />}
      <div class="editor-pair">
        <Text
          {...props}
          name="bylines"
          rows={2}
          hint="desk.hint.bylines"
          label={bylines[type] ?? 'desk.field.bylines'}
        />
        <Text {...props} name="credit" hint="desk.hint.credit" />
      </div>
      <div class="editor-pair">
        <DatelineField {...props} />
        <Text {...props} name="takenAt" hint="desk.hint.takenAt" mono />
      </div>
      <fieldset class="editor-set">
        <legend>{t(screen.language, 'desk.field.place')}</legend>
        <div class="editor-pair">
          <Text {...props} name="city" />
          <Text {...props} name="region" />
          <Text {...props} name="country" />
          <Text {...props} name="countryCode" hint="desk.hint.countryCode" mono />
        </div>
      </fieldset>
      <Text {...props} name="persons" rows={2} hint="desk.hint.persons" />
      <fieldset class="editor-set">
        <legend>{t(screen.language, 'desk.field.rights')}</legend>
        <div class="editor-pair">
          <Text {...props} name="holder" />
          <Text {...props} name="notice" />
        </div>
        <Text {...props} name="terms" rows={2} />
      </fieldset>
      <Text {...props} name="deck" rows={2} />
      <SummaryField {...props} />
      {draft.signal !== 'correction' && <Text {...props} name="note" rows={2} hint="desk.hint.note" />}
    </>
  )
}

const captionHint = (type: string): Key => (type === 'video' ? 'desk.hint.shots' : 'desk.hint.caption')

/** What readers will miss; nothing keeps anybody from sending. */
export const MediaWarnings = ({ screen, draft }: Pick<FieldsProps, 'screen' | 'draft'>) => {
  const { fields } = draft
  if (!hasFiles(fields)) return null
  const type = fields.carried?.type
  const missing: Key[] = [
    ...(fields.body.trim() === '' ? ['desk.warn.caption' as const] : []),
    ...(type !== 'file' && fieldText(fields, 'altText').trim() === '' ? ['desk.warn.altText' as const] : []),
  ]
  if (missing.length === 0) return null
  return (
    <NoticeBand tone="plain" title={t(screen.language, 'desk.warn')}>
      {missing.map(key => (
        <p>{t(screen.language, key)}</p>
      ))}
    </NoticeBand>
  )
}
