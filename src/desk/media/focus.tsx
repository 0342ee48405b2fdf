import type { CropName } from '../../domain/media.ts'
import { cropBox } from '../../media/make/crop.ts'
import { type Asset, renditionOf } from '../../store/asset.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { Field } from '../../web/components/field.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { renditionName } from '../../web/i18n/sizes.ts'
import { pluralForms, t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { assetFileHref } from './card.tsx'
import { cropField, cropNames, editInputs, editMark } from './edit.ts'
import { AssetPreview } from './panel.tsx'

interface FocusProps {
  screen: Screen
  asset: Asset
  errors: readonly FieldError[]
}

const words = ['place', 'boxPlace', 'auto', 'point', 'tools'] as const

/** The picture with its point of focus and the three shapes as they will be cut: by pointer, by keyboard, or by numbers. */
export const FocusPicture = ({ screen, asset, errors }: FocusProps) => {
  const { language } = screen
  const preview = assetFileHref(asset, 'preview')
  const shown = renditionOf(asset.renditions, 'preview')
  const [width, height] = [shown?.widthPixels ?? 0, shown?.heightPixels ?? 0]
  if (preview === null || width === 0 || height === 0) return <AssetPreview screen={screen} asset={asset} />
  const inputs = editInputs(asset.edit)
  const texts = Object.fromEntries(words.map(word => [word, pluralForms(language, `desk.focus.${word}`).other]))
  const wrongIn = (name: string) => errors.find(each => each.field === name)?.message
  return (
    <focus-picture class="focus" width={String(width)} height={String(height)} texts={JSON.stringify(texts)}>
      <input type="hidden" name="edited" value={asset.id} />
      <input type="hidden" name="editWas" value={editMark(asset.edit)} />
      <div class="focus-stage">
        <img class="media-picture" src={preview} alt={asset.facts.altText ?? ''} width={width} height={height} />
      </div>
      <div class="focus-crops">
        {cropNames.map(name => (
          <CropView {...{ screen, name, asset, href: preview, width, height }} />
        ))}
      </div>
      <details class="focus-numbers" open={errors.some(each => /^(focus|crop-)/u.test(each.field ?? ''))}>
        <summary>{t(language, 'desk.focus.numbers')}</summary>
        <div class="editor-pair">
          {(['focusX', 'focusY'] as const).map(name => (
            <Field
              {...{
                screen,
                name,
                label: t(language, `desk.field.${name}`),
                value: inputs[name],
                optional: true,
                mono: true,
              }}
              error={wrongIn(name)}
            />
          ))}
        </div>
        <div class="editor-pair">
          {cropNames.map(name => (
            <Field
              {...{ screen, name: cropField(name), value: inputs[cropField(name)], optional: true, mono: true }}
              label={renditionName(language, name)}
              error={wrongIn(cropField(name))}
            />
          ))}
        </div>
        <p class="field-hint">{t(language, 'desk.hint.crops')}</p>
      </details>
    </focus-picture>
  )
}

interface CropProps {
  screen: Screen
  name: CropName
  asset: Asset
  href: string
  width: number
  height: number
}

/** A shape as it will be cut now. */
const CropView = ({ screen, name, asset, href, width, height }: CropProps) => {
  const box = cropBox({ width, height }, name, asset.edit)
  return (
    <figure class={`focus-crop focus-crop-${name}`} data-crop={name}>
      <svg
        viewBox={`${box.left} ${box.top} ${box.width} ${box.height}`}
        role="img"
        aria-label={renditionName(screen.language, name)}
      >
        <image href={href} width={width} height={height} />
      </svg>
      <figcaption>
        {asset.edit.crops[name] !== undefined && <Icon name="pen" label={t(screen.language, 'desk.focus.byHand')} />}
        {renditionName(screen.language, name)}
      </figcaption>
    </figure>
  )
}
