import { type Context, Hono } from 'hono'
import type { Listed } from '../domain/readable.ts'
import { LinkButton } from '../web/components/button.tsx'
import { Icon } from '../web/components/icon.tsx'
import { SignalMark } from '../web/components/signal-mark.tsx'
import { Time } from '../web/components/time.tsx'
import { LiveFrame } from '../web/components/wire-list.tsx'
import type { WebEnv } from '../web/env.ts'
import { t } from '../web/i18n/translate.ts'
import { page } from '../web/page.ts'
import type { Screen } from '../web/screen.ts'
import { About, OtherLanguages } from './about.tsx'
import { unseenFlash } from './bands.tsx'
import { cursorFor } from './cursor.ts'
import type { Portal } from './env.ts'
import { type Extras, extrasOf } from './extras.ts'
import { PortalFrame } from './frame.tsx'
import { readingOf } from './item-reading.ts'
import type { Reading } from './reading.ts'
import { StoryView } from './story-view.tsx'
import { standingOf, visitOf } from './visit.ts'

/** `/portal/items/{id}` and its plain text. */
export const itemRoutes = (portal: Portal): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/items/:id', c => drawItem(portal, c))
  routes.get('/items/:id/text', async c => {
    const visit = visitOf(portal, c)
    const { story } = await readingOf(portal, c, visit, 'copy')
    const { bytes, contentType } = portal.renderCache.document(story.delivery, 'text')
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': contentType })
  })
  return routes
}

const drawItem = async (portal: Portal, c: Context<WebEnv>) => {
  const visit = visitOf(portal, c)
  const after = await cursorFor(portal, visit)
  const reading = await readingOf(portal, c, visit, 'view')
  const { screen } = visit
  const extras = await extrasOf(portal, visit, reading)
  const { view } = reading.story
  const article = <StoryView {...{ visit, reading, extras }} isPage actions={<PageActions screen={screen} />} />
  const src = `/portal/live?${new URLSearchParams({ open: view.item, rows: '0', standing: standingOf(visit) })}`
  return page(
    c,
    <PortalFrame {...{ portal, visit }} title={view.headline} flash={await unseenFlash(portal, visit)}>
      <div class="item-page">
        <div class="item-main">
          {reading.isOld ? article : <LiveFrame screen={screen} live={{ src, after }} children={article} />}
        </div>
        <ItemMargin screen={screen} reading={reading} extras={extras} />
      </div>
    </PortalFrame>,
  )
}

/** What a story on a page of its own can do besides being copied. */
export const PageActions = ({ screen }: { screen: Screen }) => (
  <>
    <button class="button button-plain needs-script" type="button" data-print="" data-key="p">
      <Icon name="print" />
      <span>{t(screen.language, 'portal.print')}</span>
    </button>
    <LinkButton href="/portal" icon="back" kind="quiet" esc>
      {t(screen.language, 'portal.back')}
    </LinkButton>
  </>
)

interface MarginProps {
  screen: Screen
  reading: Reading
  extras: Pick<Extras, 'languages'>
}

/** Beside the text: the versions that the reader may see, the same in other languages, and what the story is about. */
export const ItemMargin = ({ screen, reading, extras }: MarginProps) => {
  const { language } = screen
  const { view, delivery } = reading.story
  return (
    <aside id="margin" class="item-margin" aria-label={t(language, 'portal.about')}>
      {reading.isOld && (
        <p class="item-old">
          {t(language, 'portal.old')} <a href={`/portal/items/${view.item}`}>{t(language, 'portal.newest')}</a>
        </p>
      )}
      <h2 class="item-margin-title">{t(language, 'portal.versions')}</h2>
      <ol class="versions">
        {reading.entries.map(entry => (
          <VersionLine {...{ screen, entry }} isCurrent={entry.seq === delivery.entry.seq} />
        ))}
      </ol>
      <OtherLanguages screen={screen} stories={extras.languages} />
      {view.subjects.length > 0 && (
        <>
          <h2 class="item-margin-title">{t(language, 'portal.subjects')}</h2>
          <ul class="cluster" lang="en">
            {view.subjects.map(subject => (
              <li class="tag" dir="ltr" title={subject.qcode}>
                {subject.name}
              </li>
            ))}
          </ul>
        </>
      )}
      <About screen={screen} story={reading.story} />
      <h2 class="item-margin-title">{t(language, 'portal.id')}</h2>
      <p class="mono item-id">
        <bdi>{view.item}</bdi>
      </p>
    </aside>
  )
}

const VersionLine = ({ screen, entry, isCurrent }: { screen: Screen; entry: Listed; isCurrent: boolean }) => (
  <li class="version-line">
    <span class="num">
      <Time screen={screen} at={entry.at} form="dateTime" />
    </span>
    <SignalMark screen={screen} signal={entry.signal} />
    {entry.verdict === 'notice' ? (
      <span class="meta">{t(screen.language, 'portal.noticeOnly')}</span>
    ) : (
      <a
        class="num"
        href={`/portal/items/${entry.item}?version=${entry.version}`}
        aria-current={isCurrent ? 'true' : undefined}
      >
        {t(screen.language, 'row.version', { number: entry.version })}
      </a>
    )}
    {entry.verdict === 'headline' && <span class="tag">{t(screen.language, 'portal.headlineOnly')}</span>}
  </li>
)
