import type { Child } from 'hono/jsx'
import { pluralForms, t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'

interface LiveProps {
  screen: Screen
  /** `src`: address of `streamFragments`; `after`: cursor of the newest row drawn. */
  live: { readonly src: string; readonly after: string | number }
  /** Rows kept in the page; older ones leave at the end. */
  max?: number
  children?: Child
}

/** A part of the page that is kept up to date (`client/live.js`): new rows go into the list in it, other fragments where their ids stand. */
export const LiveFrame = ({ screen, live, max = 500, children }: LiveProps) => {
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
      {children}
    </live-list>
  )
}

interface WireListProps extends Omit<LiveProps, 'live'> {
  /** Names the list for readers who hear it. */
  label: string
  /** null: a list that does not move. */
  live: LiveProps['live'] | null
  /** Id of the list itself, for fragments that replace it whole. */
  rowsId?: string
  /** A class of the list: another arrangement of its rows. */
  arrangement?: string
  /** Stands in the place of the rows while there are none. */
  empty?: Child
}

/** A list of rows; where it is live, new ones come in by themselves. */
export const WireList = ({ label, live, rowsId, arrangement, empty, children, ...rest }: WireListProps) => {
  const list = (
    <>
      <ol id={rowsId} class={arrangement === undefined ? 'wire' : `wire ${arrangement}`} aria-label={label}>
        {children}
      </ol>
      {empty && <div class="wire-empty">{empty}</div>}
    </>
  )
  return live === null ? <div class="wire-frame">{list}</div> : <LiveFrame {...{ ...rest, live }}>{list}</LiveFrame>
}
