import type { Context } from 'hono'
import { signalTable } from '../../domain/signal.ts'
import type { ItemHead } from '../../domain/version.ts'
import { itemsOfGuids, pickItems } from '../../store/desk-pick.ts'
import type { Draft } from '../../store/draft.ts'
import { type LaterIncoming, laterThanDraft } from '../../store/intake-view.ts'
import { versionsOfItem } from '../../store/version.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import type { WebEnv } from '../../web/env.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { signalName, stateName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import type { Screen } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import type { Seat } from '../frame.tsx'
import { OriginalPane } from '../item/original-pane.tsx'
import { PartOfStory, StoryPictures } from '../margin/pictures.tsx'
import { assetsOfDraft, hasFiles } from '../media/text.ts'
import { uploadPage, uploadsNamed } from '../media/uploads.ts'
import { TrailFold } from '../newsroom/trail-fold.tsx'
import { itemHref } from '../rows.tsx'
import { seatOf } from '../seat.ts'
import { FilesSheet, ItemsSheet } from './choose-sheet.tsx'
import { EditorPage } from './editor-page.tsx'
import { headOf, planOf } from './plan.ts'
import { SendSheet } from './send-sheet.tsx'

/** Sheets on which something is chosen for the draft. */
type ChooseSheet = 'files' | 'figure' | 'members'

interface Drawing {
  readonly draft: Draft
  /** `send`: with the confirmation sheet open; `check`: with what stands in the way of sending. */
  readonly sheet: 'send' | 'check' | ChooseSheet | null
  readonly isSaved?: boolean
  /** What a refused sending says. */
  readonly errors?: readonly FieldError[]
  readonly isMoved?: boolean
  readonly status?: number
}

/** Draws the editor over a stored draft, with who would get it now. */
export const drawEditor = async (
  desk: Desk,
  c: Context<WebEnv>,
  { draft, sheet, isSaved = false, errors = [], isMoved = false, status = 200 }: Drawing,
) => {
  const members = draft.fields.carried?.members ?? []
  const [seat, head, later, uploads, items] = await Promise.all([
    seatOf(desk, c),
    headOf(desk, draft),
    laterThanDraft(desk.db, draft.id),
    uploadsNamed(desk, assetsOfDraft(draft.fields)),
    itemsOfGuids(
      desk.db,
      members.map(each => each.guid),
    ),
  ])
  const { screen } = seat
  const isStale = head !== null && head.lastSeq !== draft.baseSeq
  const plan = await planOf(desk, seat, draft, head)
  const found = 'errors' in plan ? plan.errors : []
  const wrong = wrongEdit(c.req.query('wrong'), screen)
  const shown = [...errors, ...wrong, ...(sheet === 'send' || sheet === 'check' ? found : [])]
  const ready = 'errors' in plan ? null : plan
  return page(
    c,
    <EditorPage
      {...{ seat, id: draft.id, draft, stored: draft, head, isSaved, plan: ready, errors: shown, uploads, items }}
      original={<OriginalPane {...{ desk, screen, draft }} />}
      trail={<TrailFold {...{ desk, screen, draft: draft.id }} />}
      pictures={<StoryPictures {...{ desk, screen, draft }} />}
      bands={
        <>
          <PartOfStory {...{ desk, screen, draft }} />
          {later !== null && <SourceBand {...{ seat, later }} />}
          {isStale && <MovedBand {...{ seat, draft, head }} base={await baseNumber(desk, draft)} />}
        </>
      }
      sheet={
        sheet === 'send' && ready !== null && !isStale && shown.length === 0 ? (
          <SendSheet {...{ seat, draft, plan: ready, isMoved }} />
        ) : (
          await chooseSheet(desk, c, { sheet, draft, screen })
        )
      }
    />,
    status,
  )
}

/** What the numbers of a focus or a crop have wrong. */
const wrongEdit = (field: string | undefined, { language }: Screen): FieldError[] =>
  field === undefined || !/^(focus[XY]|crop-[a-z]+)$/u.test(field)
    ? []
    : [{ field, message: t(language, field.startsWith('crop-') ? 'desk.wrong.crop' : 'desk.wrong.focus') }]

const offered = 24

const chooseSheet = async (
  desk: Desk,
  c: Context<WebEnv>,
  { sheet, draft, screen }: { sheet: Drawing['sheet']; draft: Draft; screen: Screen },
) => {
  const { id, fields } = draft
  if (sheet === 'files' && hasFiles(fields)) {
    const recent = await uploadPage(desk, { type: null, whose: 'all', before: null }, c.get('person'))
    const canAdd = fields.carried?.type === 'graphic'
    return <FilesSheet {...{ screen, id, canAdd, uploads: recent.uploads.slice(0, offered) }} />
  }
  if (sheet !== 'figure' && sheet !== 'members') return undefined
  if (sheet === 'members' && fields.carried?.type !== 'collection') return undefined
  const q = (c.req.query('q') ?? '').trim().slice(0, 200)
  const types = sheet === 'figure' ? (['picture', 'graphic'] as const) : null
  const items = await pickItems(desk.db, { types, q, limit: offered })
  const at = c.req.query('at') ?? ''
  return <ItemsSheet {...{ screen, id, sheet, items, q, at: /^\d{1,9}$/u.test(at) ? at : '' }} />
}

/** That the source of a draft has sent a later version, or takes the story back. */
const SourceBand = ({ seat: { screen }, later }: { seat: Seat; later: LaterIncoming }) => {
  const { language, timeZone } = screen
  const what = { signal: signalName(language, later.signal), time: formatDateTime(language, later.at, timeZone) }
  return (
    <NoticeBand tone="urgent" title={t(language, 'desk.source.moved')} announce>
      <p>{t(language, 'desk.source.moved.what', { ...what, headline: later.headline })}</p>
      <LinkButton href={`/desk/incoming?state=all&open=${later.id}`} icon="history">
        {t(language, 'desk.source.moved.see')}
      </LinkButton>
    </NoticeBand>
  )
}

/** The number of the version that a draft was begun from. */
const baseNumber = async (desk: Desk, { item, baseSeq }: Draft): Promise<number> => {
  const versions = item === null ? [] : await versionsOfItem(desk.db, item)
  return versions.findLast(version => version.seq <= (baseSeq ?? 0))?.number ?? 1
}

/** That the item has moved since the draft was begun: what happened, where to look, and how to go on with nothing lost. */
const MovedBand = ({ seat, draft, head, base }: { seat: Seat; draft: Draft; head: ItemHead; base: number }) => {
  const { screen } = seat
  const { language, timeZone } = screen
  const { newest } = head
  const mayFollow = signalTable[draft.signal].after.includes(head.state)
  return (
    <NoticeBand tone="urgent" title={t(language, 'desk.moved')} announce>
      <p>
        {t(language, 'desk.moved.by', {
          number: newest.number,
          signal: signalName(language, newest.signal),
          name: newest.by,
          time: formatDateTime(language, newest.sentAt, timeZone),
        })}{' '}
        {mayFollow
          ? t(language, 'desk.moved.how')
          : t(language, 'desk.moved.closed', { state: stateName(language, head.state) })}
      </p>
      <div class="bar">
        <LinkButton href={`${itemHref(head.id)}/compare?from=${base}&to=${newest.number}`} icon="history">
          {t(language, 'desk.moved.compare', { from: base, to: newest.number })}
        </LinkButton>
        {mayFollow && (
          <Button form="rebase" icon="check">
            {t(language, 'desk.moved.accept', { number: newest.number })}
          </Button>
        )}
      </div>
    </NoticeBand>
  )
}
