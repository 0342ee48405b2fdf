import type { Child } from 'hono/jsx'
import { pluralForms, t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'

interface WireListProps {
  screen: Screen
  /** Names the list for readers who hear it. */
  label: string
  /** `src`: address of `streamFragments`; `after`: cursor of the newest row drawn. null: a list that does not move. */
  live: { readonly src: string; readonly after: string | number } | null
  /** Rows kept in the page; older ones leave at the end. */
  max?: number
  /** Stands in the place of the rows while there are none. */
  empty?: Child
  children?: Child
}

/** A list of rows; where it is live, new ones come in by themselves (`client/live.js`). */
export const WireList = ({ screen, label, live, max = 500, empty, children }: WireListProps) => {
  const list = (
    <>
      <ol class="wire" aria-label={label}>
        {children}
      </ol>
      {empty && <div class="wire-empty">{empty}</div>}
    </>
  )
  if (live === null) return <div class="wire-frame">{list}</div>
  const { language } = screen
  const texts = {
    new: pluralForms(language, 'live.new'),
    lost: t(language, 'live.lost'),
    ended: pluralForms(language, 'live.ended').other,
  }
  return (
    <live-list
      class="wire-frame"
      src={live.src}
      after={String(live.after)}
      max={String(max)}
      texts={JSON.stringify(texts)}
    >
      {list}
    </live-list>
  )
}
