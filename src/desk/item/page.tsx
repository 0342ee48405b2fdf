import { actionOf, can } from '../../accounts/guard.ts'
import type { Rendition } from '../../domain/media.ts'
import { signalTable } from '../../domain/signal.ts'
import type { SentVersion } from '../../domain/version.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { ErrorSummary } from '../../web/components/error-summary.tsx'
import type { IconName } from '../../web/components/icon.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { EmbargoMark, StateMark } from '../../web/components/signal-mark.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { RenditionTable } from '../media/panel.tsx'
import { itemHref } from '../rows.tsx'
import { laterSignals } from '../write/draft-form.ts'
import { type Act, acts } from './act-sheet.tsx'
import { ItemMargin, VersionTable } from './history.tsx'
import { RecallBoard } from './holding-list.tsx'
import { BehindBand, Languages } from './languages.tsx'
import type { ItemPageProps } from './props.ts'
import { StoryView } from './story-view.tsx'
import { Together } from './together.tsx'
import { Trail } from './trail.tsx'

/** An item: where it stands, its newest text, what may follow, and everything that has been. */
export const ItemPage = (props: ItemPageProps) => {
  const { seat, head, versions, sent, original, errors = [], sheet } = props
  const { screen } = seat
  const { language } = screen
  // A withheld or killed version has no text: what was taken back is shown as it last stood, under its band.
  const shown = versions.findLast(each => each.state === 'usable') ?? head.newest
  return (
    <DeskFrame
      {...{ seat, title: head.newest.content.headline, place: null, headless: true }}
      scripts={sheet === undefined ? [] : ['takeback.js']}
    >
      <header class="editor-bar">
        <LinkButton href="/desk" icon="back" kind="quiet" esc={sheet === undefined}>
          {t(language, 'desk.nav.wire')}
        </LinkButton>
        <h1 class="visually-hidden">{head.newest.content.headline}</h1>
        <StateMark screen={screen} state={head.state} />
        {head.embargoed && <EmbargoMark screen={screen} until={head.newest.embargo?.until ?? null} />}
        <ActBar {...props} />
      </header>
      <div class="item-columns">
        <div class="item-story stack">
          {sent !== null && <SentBand {...props} seq={sent} />}
          <ErrorSummary screen={screen} errors={errors} />
          <DraftBands {...props} />
          {head.state !== 'usable' && <StateBand {...props} />}
          {original?.isStale && head.state === 'usable' && <BehindBand {...{ screen, item: head.id, original }} />}
          <div class={head.state === 'usable' ? undefined : 'item-taken'}>
            <StoryView screen={screen} version={shown} items={props.items} />
          </div>
          <FilesOfItem {...{ screen, version: shown, downloads: props.downloads }} />
          {shown.group !== null && (
            <Together {...{ screen, person: seat.person, group: shown.group, items: props.together }} />
          )}
          <VersionTable screen={screen} item={head.id} versions={versions} entries={props.entries} />
          <RecallBoard {...{ screen, ...props.board }} />
          <Trail {...{ screen, versions, entries: props.entries, ...props.trail }} />
        </div>
        <aside class="item-margin" aria-label={t(language, 'desk.item.facts')}>
          <ItemMargin {...props} />
          {head.newest.type === 'text' && (
            <Languages {...{ screen, person: seat.person, head, original, translations: props.translations }} />
          )}
        </aside>
      </div>
      {sheet}
    </DeskFrame>
  )
}

/** Every file that was sent, to be saved, with how often subscribers have taken it. */
const FilesOfItem = ({
  screen,
  version,
  downloads,
}: Pick<ItemPageProps, 'downloads'> & { screen: Seat['screen']; version: SentVersion }) => {
  const files = version.content.renditions ?? []
  if (files.length === 0) return null
  const hrefOf = ({ role }: Rendition) => `${itemHref(version.item)}/files/${version.number}/${role}?save`
  return (
    <section aria-labelledby="item-files">
      <h2 class="editor-heading" id="item-files">
        {t(screen.language, 'desk.item.files')}
      </h2>
      <RenditionTable {...{ screen, files, hrefOf, downloads }} />
    </section>
  )
}

const SentBand = ({ seat: { screen, person }, head, entries, seq }: ItemPageProps & { seq: number }) => {
  const entry = entries.find(each => each.seq === seq)
  if (entry === undefined) return null
  const time = formatDateTime(screen.language, entry.at, screen.timeZone)
  const isFlash = entry.priority === 1 && head.state === 'usable' && head.lastSeq === seq
  return (
    <NoticeBand tone="update" title={t(screen.language, 'desk.sent', { seq, time })} announce>
      {isFlash && can(person, 'draft') && (
        <form method="post" action={`${itemHref(head.id)}/drafts`} class="bar">
          <CsrfField screen={screen} />
          <Button name="signal" value="update" kind="primary" icon="pen" autofocus>
            {t(screen.language, 'desk.flash.writeOn')}
          </Button>
          <span class="meta">{t(screen.language, 'desk.flash.next')}</span>
        </form>
      )}
    </NoticeBand>
  )
}

const DraftBands = ({ seat: { screen }, drafts }: ItemPageProps) => (
  <>
    {drafts.map(draft => (
      <NoticeBand
        tone="plain"
        icon="draft"
        title={t(screen.language, 'desk.item.draft', { name: draft.updatedBy.name })}
      >
        <p>
          <a href={`/desk/drafts/${draft.id}`}>{t(screen.language, 'desk.item.draft.open')}</a>
        </p>
      </NoticeBand>
    ))}
  </>
)

const StateBand = ({ seat: { screen }, head }: ItemPageProps) => {
  const { language } = screen
  const { newest, state } = head
  return (
    <NoticeBand tone="killed" title={t(language, state === 'killed' ? 'desk.item.killed' : 'desk.item.withheld')}>
      {newest.reason !== undefined && <p>{t(language, `desk.kill.reason.${newest.reason}`)}</p>}
      {newest.note !== null && <p dir="auto">{newest.note}</p>}
      {newest.line !== null && <p dir="auto">{newest.line}</p>}
      {newest.replacedBy !== null && (
        <p>
          {t(language, 'desk.item.replacedBy')}{' '}
          <a class="mono" href={itemHref(newest.replacedBy)}>
            {newest.replacedBy}
          </a>
        </p>
      )}
    </NoticeBand>
  )
}

const icons: Readonly<Record<Act, IconName>> = { advisory: 'info', withhold: 'pause', kill: 'ban', release: 'unlock' }

/** One key each; what they open asks before anything is sent. */
const hotkeys = { update: 'e', correction: 'c', advisory: 'a', withhold: 'h', kill: 'x', release: 'r' } as const

/** What may follow, by the table of signals and the reader's role. What takes back stands apart at the end. */
const ActBar = ({ seat: { screen, person }, head }: ItemPageProps) => {
  const { language } = screen
  const mayFollow = (signal: keyof typeof signalTable) => signalTable[signal].after.includes(head.state)
  const href = (act: Act) => `${itemHref(head.id)}?sheet=${act}`
  return (
    <div class="bar bar-end">
      {laterSignals
        .filter(signal => mayFollow(signal) && can(person, 'draft'))
        .map(signal => (
          <form method="post" action={`${itemHref(head.id)}/drafts`}>
            <CsrfField screen={screen} />
            <Button
              name="signal"
              value={signal}
              icon={signal === 'update' ? 'refresh' : 'pen'}
              kind={signal === 'update' ? 'primary' : 'plain'}
              hotkey={hotkeys[signal]}
            >
              {t(language, `desk.begin.${signal}`)}
            </Button>
          </form>
        ))}
      {can(person, 'draft') && head.newest.content.headline !== '' && (
        <form method="post" action={`${itemHref(head.id)}/duplicate`}>
          <CsrfField screen={screen} />
          <Button icon="copy" kind="quiet" hotkey="y">
            {t(language, 'desk.duplicate')}
          </Button>
        </form>
      )}
      {acts
        .filter(act => mayFollow(act) && can(person, actionOf(act)) && (act !== 'release' || head.embargoed))
        .map(act => (
          <>
            {act === 'withhold' && <span class="bar-gap" />}
            <LinkButton
              href={href(act)}
              icon={icons[act]}
              hotkey={hotkeys[act]}
              kind={act === 'kill' ? 'danger' : act === 'withhold' ? 'quiet' : 'plain'}
            >
              {t(language, `desk.begin.${act}`)}
            </LinkButton>
          </>
        ))}
    </div>
  )
}
