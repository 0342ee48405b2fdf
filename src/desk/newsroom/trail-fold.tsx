import { draftEvents } from '../../store/draft-event.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { namesOf } from './told.tsx'
import { Trail } from './trail-view.tsx'

interface FoldProps {
  desk: Pick<Desk, 'db'>
  screen: Screen
  draft: string
}

/** The trail of a draft, folded, for the margin of its editor. */
export const TrailFold = async ({ desk, screen, draft }: FoldProps) => {
  const [events, names] = await Promise.all([draftEvents(desk.db, [draft]), namesOf(desk)])
  return (
    <details class="margin-group">
      <summary>
        <span class="margin-title">{t(screen.language, 'desk.work.trail')}</span>
      </summary>
      <div class="margin-fields">
        <Trail {...{ screen, events, names }} />
      </div>
    </details>
  )
}
