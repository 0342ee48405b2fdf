import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { deskUnits } from '../../store/desk-unit.ts'
import { draftOf, isDraftId } from '../../store/draft.ts'
import { draftQueue, queueCounts } from '../../store/draft-queue.ts'
import { readDraftWords } from '../../store/draft-search.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { LiveFrame } from '../../web/components/wire-list.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { streamFragments } from '../../web/live.ts'
import { page } from '../../web/page.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { followDesk, sendCounts } from '../follow.tsx'
import { DeskFrame } from '../frame.tsx'
import { titleOfDraft } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { type QueueChoice, queueChoiceOf, queueFilterOf, queueQuery } from './choice.ts'
import { Queue, QueueFilterBar, type QueueView } from './queue-view.tsx'
import { WorkTabs } from './tabs.tsx'

const pageSize = 50
/** Words of drafts that a search may have to read first; what is beyond, a job has read. */
const unreadAtMost = 200
/** However many save at once, a list is drawn anew so often at most. */
const roundMs = 500

/** `/desk/drafts`: the open drafts, by stage, desk and person; and `/desk/drafts/live`, which keeps them up to date. */
export const queueRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/drafts', c => drawQueue(desk, c))
  routes.get('/drafts/live', c =>
    streamFragments(c, (send, signal) =>
      followDesk(desk, c, { send, signal }, async due => {
        if (!due.has('drafts')) return
        const html = <Queue screen={screenOf(c)} view={await viewOf(desk, c, choiceOf(c))} />
        await send({ kind: 'replace', id: '', html })
        await sendCounts(desk, c, '', send)
        await pause(roundMs, undefined, { signal }).catch(() => {})
      }),
    ),
  )
  return routes
}

const choiceOf = (c: Context<WebEnv>): QueueChoice => queueChoiceOf(new URL(c.req.url).searchParams)

const drawQueue = async (desk: Desk, c: Context<WebEnv>) => {
  const choice = choiceOf(c)
  const discarded = c.req.query('discarded') ?? ''
  const [seat, view, units, gone] = await Promise.all([
    seatOf(desk, c),
    viewOf(desk, c, choice),
    deskUnits(desk.db),
    isDraftId(discarded) ? draftOf(desk.db, discarded) : null,
  ])
  const { screen, person } = seat
  const { language } = screen
  return page(
    c,
    <DeskFrame seat={seat} title={t(language, 'desk.nav.drafts')} place="drafts">
      {gone?.closedAt && gone.sentSeq === null && (
        <NoticeBand
          tone="plain"
          title={t(language, 'desk.discarded', { headline: titleOfDraft(screen, gone) })}
          announce
        >
          <form method="post" action={`/desk/drafts/${gone.id}/reopen`}>
            <CsrfField screen={screen} />
            <Button icon="refresh" hotkey="u">
              {t(language, 'desk.reopen')}
            </Button>
          </form>
        </NoticeBand>
      )}
      <div class="draft-page">
        <WorkTabs screen={screen} person={person} current="drafts" />
        <QueueFilterBar {...{ screen, choice, units }} />
        <LiveFrame
          screen={screen}
          live={{ src: `/desk/drafts/live${queueQuery(choice, { after: choice.after })}`, after: '' }}
        >
          <Queue screen={screen} view={view} />
        </LiveFrame>
      </div>
    </DeskFrame>,
  )
}

/** What a queue shows now. */
const viewOf = async ({ db }: Desk, c: Context<WebEnv>, choice: QueueChoice): Promise<QueueView> => {
  const person = c.get('person')
  const filter = queueFilterOf(choice, person.id)
  if (filter.words.length > 0) await readDraftWords(db, unreadAtMost)
  const [found, counts] = await Promise.all([
    draftQueue(db, filter, { after: choice.after, limit: pageSize + 1 }),
    queueCounts(db, filter),
  ])
  const rows = found.slice(0, pageSize)
  const older = found.length > pageSize ? (rows.at(-1)?.cursor ?? null) : null
  return { choice, person, rows, counts, older }
}
