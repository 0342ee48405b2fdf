import type { Child } from 'hono/jsx'
import { directionOf } from '../../domain/taxonomy.ts'
import type { SentVersion } from '../../domain/version.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { Field } from '../../web/components/field.tsx'
import { Sheet } from '../../web/components/sheet.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { typeName } from '../../web/i18n/sizes.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { AssetState, AssetThumb, nameOfAsset } from '../media/card.tsx'
import { MediaDrop } from '../media/drop.tsx'
import type { Upload } from '../media/uploads.ts'
import { VersionThumb } from '../rows.tsx'

interface SheetProps {
  screen: Screen
  /** Of the draft. */
  id: string
}

/** Another file for the draft, or one more: brought in now, or one of the newest uploads. */
export const FilesSheet = ({
  screen,
  id,
  uploads,
  canAdd,
}: SheetProps & { uploads: readonly Upload[]; canAdd: boolean }) => {
  const { language } = screen
  const back = `/desk/drafts/${id}`
  return (
    <Sheet screen={screen} title={t(language, 'desk.files.sheet')} closeHref={back}>
      <div class="stack">
        <MediaDrop screen={screen} back={`${back}?sheet=files`} attach="choose" />
        <form id="choose" method="post" action={`${back}/files`} class="stack">
          <CsrfField screen={screen} />
          <fieldset class="choose-how">
            <legend class="visually-hidden">{t(language, 'desk.files.how')}</legend>
            {(['replace', 'add'] as const).map(how => (
              <label class="check">
                <input type="radio" name="do" value={how} checked={how === (canAdd ? 'add' : 'replace')} />
                <span>{t(language, `desk.files.${how}`)}</span>
              </label>
            ))}
          </fieldset>
          <h3>{t(language, 'desk.files.recent')}</h3>
          <ul class="choose">
            {uploads.map(({ asset }) => (
              <li class="choose-one">
                <AssetThumb screen={screen} asset={asset} />
                <span class="choose-text">
                  <span dir="auto">{nameOfAsset(asset)}</span>
                  <AssetState screen={screen} asset={asset} />
                </span>
                <Button name="asset" value={asset.id}>
                  {t(language, 'desk.files.take')}
                </Button>
              </li>
            ))}
          </ul>
        </form>
      </div>
    </Sheet>
  )
}

interface ItemsSheetProps extends SheetProps {
  sheet: 'figure' | 'members'
  items: readonly SentVersion[]
  q: string
  /** Where in the text a picture goes, in characters; empty: at its end. */
  at: string
}

/** Items on the wire to choose from: a picture for the text, members for the collection. */
export const ItemsSheet = ({ screen, id, sheet, items, q, at }: ItemsSheetProps) => {
  const { language } = screen
  const back = `/desk/drafts/${id}`
  const isFigure = sheet === 'figure'
  return (
    <Sheet screen={screen} title={t(language, `desk.${sheet}.sheet`)} closeHref={back}>
      <div class="stack">
        <form method="get" action={back} class="choose-search">
          <input type="hidden" name="sheet" value={sheet} />
          {at !== '' && <input type="hidden" name="at" value={at} />}
          <Field
            {...{
              screen,
              name: 'q',
              type: 'search',
              value: q,
              optional: true,
              label: t(language, 'desk.choose.search'),
            }}
          />
          <Button icon="search">{t(language, 'desk.choose.find')}</Button>
        </form>
        <form method="post" action={`${back}/${isFigure ? 'figures' : 'members'}`} class="stack">
          <CsrfField screen={screen} />
          {at !== '' && <input type="hidden" name="at" value={at} />}
          {isFigure && (
            <label class="check">
              <input type="checkbox" name="tie" value="1" checked />
              <span>{t(language, 'desk.figure.tie')}</span>
            </label>
          )}
          {items.length === 0 && <EmptyState icon="search" title={t(language, 'desk.choose.none')} />}
          <ul class="choose">
            {items.map(item => (
              <ItemChoice {...{ screen, item, isFigure }} />
            ))}
          </ul>
          {!isFigure && items.length > 0 && (
            <Button kind="primary" icon="plus">
              {t(language, 'desk.members.addChosen')}
            </Button>
          )}
        </form>
        {isFigure && <FreshPicture screen={screen} id={id} />}
      </div>
    </Sheet>
  )
}

const ItemChoice = ({ screen, item, isFigure }: { screen: Screen; item: SentVersion; isFigure: boolean }) => {
  const { language, timeZone } = screen
  const { content } = item
  const text: Child = (
    <span class="choose-text">
      <span lang={content.language} dir={directionOf(content.language)}>
        {content.headline}
      </span>
      <span class="meta">
        {typeName(language, item.type)} · {formatDateTime(language, item.sentAt, timeZone)}
      </span>
    </span>
  )
  return (
    <li class="choose-one">
      <VersionThumb screen={screen} version={item} />
      {isFigure ? (
        <>
          {text}
          <Button name="item" value={item.item}>
            {t(language, 'desk.figure.insert')}
          </Button>
        </>
      ) : (
        <label class="choose-tick">
          <input type="checkbox" name="item" value={item.item} />
          {text}
        </label>
      )}
    </li>
  )
}

/** A picture that nobody has sent yet is written about and sent on its own first, in the group of the text. */
const FreshPicture = ({ screen, id }: SheetProps) => {
  const { language } = screen
  return (
    <details class="choose-fresh">
      <summary>{t(language, 'desk.figure.fresh')}</summary>
      <p class="meta">{t(language, 'desk.figure.fresh.how')}</p>
      <MediaDrop screen={screen} back={`/desk/drafts/${id}?sheet=figure`} attach="fresh" />
      <form id="fresh" method="post" action={`/desk/drafts/${id}/pictures`}>
        <CsrfField screen={screen} />
      </form>
    </details>
  )
}
