import type { Child } from 'hono/jsx'
import { LinkButton } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/empty-state.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { SignalMark } from '../../web/components/signal-mark.tsx'
import { Time } from '../../web/components/time.tsx'
import { stateName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref, titleOfDraft } from '../rows.tsx'
import { CiteMenu, IncomingActs } from './acts-view.tsx'
import { type IncomingChoice, incomingHref } from './choice.ts'
import { ParsedItem } from './item.tsx'
import type { Opened } from './open.ts'
import { isPost, PostView } from './post.tsx'
import { RawView } from './raw.tsx'
import { writtenIn } from './row.tsx'

export interface PaneProps {
  screen: Screen
  choice: IncomingChoice
  opened: Opened | null
}

/** The item beside the list, from 1100 px on; on its own where there is less room. */
export const IncomingPane = (props: PaneProps) => {
  const { language } = props.screen
  const { opened, choice } = props
  return (
    <aside id="pane" class="columns-pane in-pane" aria-label={t(language, 'desk.incoming.pane')}>
      {opened === null ? (
        <EmptyState
          icon="inbox"
          title={t(language, choice.open === null ? 'desk.incoming.pane.empty' : 'desk.incoming.pane.gone')}
        >
          {t(language, choice.open === null ? 'desk.incoming.pane.how' : 'desk.incoming.pane.gone.how')}
        </EmptyState>
      ) : (
        <OpenPane {...props} opened={opened} />
      )}
    </aside>
  )
}

const OpenPane = ({ screen, choice, opened }: PaneProps & { opened: Opened }) => {
  const { language } = screen
  const { row, raw, source } = opened
  return (
    <>
      <header class="in-bar">
        <div class="bar">
          <IncomingActs {...{ screen, choice, row }} isUpdate={opened.head !== null} />
          <CiteMenu {...{ screen, opened }} />
          <span class="bar-end">
            <LinkButton href={incomingHref(choice, { open: null, view: 'parsed' })} icon="close" kind="quiet" esc>
              {t(language, 'desk.incoming.close')}
            </LinkButton>
          </span>
        </div>
        <ViewTabs {...{ screen, choice }} />
      </header>
      <div class="in-content">
        <Bands {...{ screen, opened }} />
        {choice.view === 'raw' && raw !== null ? (
          <RawView {...{ screen, raw }} fallback={source?.defaults.charset ?? null} />
        ) : isPost(opened) ? (
          <PostView {...{ screen, opened }} />
        ) : (
          <ParsedItem {...{ screen, opened }} />
        )}
        {opened.versions.length > 1 && <Versions {...{ screen, choice, opened }} />}
      </div>
    </>
  )
}

const ViewTabs = ({ screen: { language }, choice }: { screen: Screen; choice: IncomingChoice }) => (
  <nav class="tabs" aria-label={t(language, 'desk.incoming.view')}>
    {(['parsed', 'raw'] as const).map(view => (
      <a
        href={incomingHref(choice, { view })}
        aria-current={view === choice.view ? 'page' : undefined}
        data-key={view === choice.view ? undefined : 'v'}
        data-pane=""
      >
        {t(language, `desk.incoming.view.${view}`)}
      </a>
    ))}
  </nav>
)

/** What we have of it already: on the wire, in a draft. */
const Bands = ({ screen, opened: { row, head, draft } }: { screen: Screen; opened: Opened }) => {
  const { language } = screen
  const isWaiting = row.status === 'waiting' || row.status === 'held'
  const isTakenBack = row.signal === 'kill' || row.signal === 'withhold'
  const sheet = row.signal === 'kill' ? 'kill' : 'withhold'
  return (
    <>
      {head !== null && (
        <NoticeBand
          tone={isWaiting && isTakenBack ? 'flash' : 'update'}
          icon={isTakenBack ? 'ban' : 'wire'}
          title={t(language, titleOf(isWaiting, isTakenBack), { state: stateName(language, head.state) })}
        >
          <p>
            <a href={itemHref(head.id)} {...writtenIn(head.newest.content.language)}>
              {head.newest.content.headline}
            </a>
          </p>
          {isWaiting && isTakenBack && head.state !== 'killed' && (
            <p>
              <LinkButton href={`${itemHref(head.id)}?sheet=${sheet}`} icon="ban" kind="danger">
                {t(language, `desk.begin.${sheet}`)}
              </LinkButton>
            </p>
          )}
        </NoticeBand>
      )}
      {draft !== null && (
        <NoticeBand
          tone="plain"
          icon="draft"
          title={t(language, 'desk.incoming.inDraft', { name: draft.updatedBy.name })}
        >
          <p>
            <a href={`/desk/drafts/${draft.id}`}>{titleOfDraft(screen, draft)}</a>
          </p>
        </NoticeBand>
      )}
    </>
  )
}

const titleOf = (isWaiting: boolean, isTakenBack: boolean) => {
  if (!isWaiting) return 'desk.incoming.onWire'
  return isTakenBack ? 'desk.incoming.takenBack' : 'desk.incoming.updates'
}

/** All that its source sent of it, the newest first. */
const Versions = ({ screen, choice, opened }: { screen: Screen; choice: IncomingChoice; opened: Opened }) => {
  const { language } = screen
  const cell = (child: Child) => <span class="num">{child}</span>
  return (
    <section class="in-versions" aria-labelledby="in-versions">
      <h2 class="editor-heading" id="in-versions">
        {t(language, 'desk.versions')}
      </h2>
      <ol>
        {opened.versions.slice(0, 100).map(each => (
          <li class={each.id === opened.row.id ? 'in-version in-version-open' : 'in-version'}>
            {cell(<Time screen={screen} at={each.versionCreated ?? each.at} form="dateTime" />)}
            <SignalMark screen={screen} signal={each.signal} />
            <a
              href={incomingHref(choice, { open: each.id, view: 'parsed' })}
              aria-current={each.id === opened.row.id ? 'true' : undefined}
              data-pane=""
              {...writtenIn(each.language)}
            >
              {each.headline.trim() || t(language, 'desk.untitled')}
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
