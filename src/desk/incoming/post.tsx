import { directionOf, languageCodes } from '../../domain/taxonomy.ts'
import { BodyView } from '../../web/components/body-view.tsx'
import { Icon } from '../../web/components/icon.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { FileLink } from '../media/file-link.tsx'
import { IncomingFiles } from './files.tsx'
import type { Opened } from './open.ts'
import { writtenIn } from './row.tsx'

/** Whether it is a source document: a post of a timeline. */
export const isPost = ({ row }: Pick<Opened, 'row'>): boolean => row.format === 'timeline'

/** A post as its author wrote it: who, when, where, the text and its media; that it was edited or deleted since, with what it said before. */
export const PostView = ({ screen, opened }: { screen: Screen; opened: Opened }) => {
  const { language } = screen
  const { item, versions, row } = opened
  const newest = versions[0]
  const isOld = newest !== undefined && newest.id !== row.id
  const lang = languageCodes.find(each => each === item.language) ?? 'en'
  const handle = item.sources[0]?.name ?? null
  const before = row.signal === 'kill' ? versions.find(each => each.signal !== 'kill') : undefined
  return (
    <div class="stack">
      {isOld && newest.signal === 'kill' && (
        <NoticeBand tone="killed" title={t(language, 'desk.post.deleted', { time: timeOf(screen, newest) })} />
      )}
      {isOld && newest.signal !== 'kill' && (
        <NoticeBand tone="update" title={t(language, 'desk.post.editedLater', { time: timeOf(screen, newest) })} />
      )}
      {row.signal === 'kill' && (
        <NoticeBand tone="killed" title={t(language, 'desk.post.deleted', { time: timeOf(screen, row) })}>
          {before !== undefined && <p>{t(language, 'desk.post.kept')}</p>}
        </NoticeBand>
      )}
      <article class="post" dir={writtenIn(item.language).dir}>
        <header class="post-head">
          <h2 class="post-author">
            <bdi>{item.bylines[0] ?? item.provider ?? row.sourceName}</bdi>
          </h2>
          {handle !== null && (
            <p class="meta">
              <bdi dir="ltr">{handle}</bdi>
            </p>
          )}
        </header>
        {item.deck !== null && <p class="post-warning">{item.deck}</p>}
        <BodyView body={item.body} language={lang} />
        <IncomingFiles screen={screen} opened={opened} />
        {item.renditions.length > 0 && (
          <ul class="in-files">
            {item.renditions
              .filter(({ role }) => role !== 'preview' && role !== 'thumb')
              .map(({ href, contentType }) => (
                <li>
                  <FileLink href={href} />
                  {contentType !== null && <span class="meta">{contentType}</span>}
                </li>
              ))}
          </ul>
        )}
        <footer class="cluster meta" dir={directionOf(language)}>
          {item.firstCreated !== null && <Time screen={screen} at={item.firstCreated} form="dateTime" />}
          {row.signal === 'update' && <span>{t(language, 'desk.post.edited', { time: timeOf(screen, row) })}</span>}
          {item.url !== null && /^https?:\/\//iu.test(item.url) && (
            <a href={item.url} rel="noreferrer">
              <Icon name="external" /> <bdi dir="ltr">{item.url}</bdi>
            </a>
          )}
        </footer>
      </article>
      {item.note !== null && (
        <p class="in-note" {...writtenIn(item.language)}>
          <span class="meta">{t(language, 'desk.field.note')}: </span>
          <bdi>{item.note}</bdi>
        </p>
      )}
    </div>
  )
}

const timeOf = ({ language, timeZone }: Screen, row: Opened['versions'][number]): string =>
  formatDateTime(language, row.versionCreated ?? row.at, timeZone)
