import type { Child } from 'hono/jsx'
import type { Entry } from '../../domain/entry.ts'
import type { ItemId } from '../../domain/ids.ts'
import type { SentVersion } from '../../domain/version.ts'
import { Button } from '../../web/components/button.tsx'
import { SignalMark } from '../../web/components/signal-mark.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref } from '../rows.tsx'
import type { ItemPageProps } from './props.ts'

interface VersionTableProps {
  screen: Screen
  item: ItemId
  versions: readonly SentVersion[]
  entries: readonly Entry[]
}

/** All versions, newest first, with who sent them, when and why; any two can be compared. A release is an entry without a version of its own. */
export const VersionTable = ({ screen, item, versions, entries }: VersionTableProps) => {
  const { language } = screen
  const rows = [...entries].reverse()
  const canCompare = versions.length > 1
  const heads = ['number', 'signal', 'time', 'who', 'note', 'seq'] as const
  return (
    <div class="versions">
      <h2 class="editor-heading" id="versions">
        {t(language, 'desk.versions')}
      </h2>
      <form method="get" action={`${itemHref(item)}/compare`}>
        <section class="table-scroll" tabindex={0} aria-labelledby="versions">
          <table class="table">
            <thead>
              <tr>
                {canCompare && <th scope="col">{t(language, 'desk.compare')}</th>}
                {heads.map(name => (
                  <th scope="col">{t(language, `desk.version.${name}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(entry => (
                <VersionRow
                  {...{ screen, entry, canCompare, newest: versions.length }}
                  version={versions.find(each => each.number === entry.version)}
                />
              ))}
            </tbody>
          </table>
        </section>
        {canCompare && <Button icon="history">{t(language, 'desk.compare.show')}</Button>}
      </form>
    </div>
  )
}

interface VersionRowProps {
  screen: Screen
  entry: Entry
  version: SentVersion | undefined
  canCompare: boolean
  newest: number
}

const VersionRow = ({ screen, entry, version, canCompare, newest }: VersionRowProps) => {
  const { language } = screen
  const isRelease = entry.signal === 'release'
  const pick = (name: 'from' | 'to', checked: boolean) => (
    <input
      type="radio"
      {...{ name, value: entry.version, checked }}
      aria-label={t(language, `desk.compare.${name}`, { number: entry.version })}
    />
  )
  return (
    <tr>
      {canCompare && (
        <td class="versions-pick">
          {!isRelease && (
            <>
              {pick('from', entry.version === newest - 1)}
              {pick('to', entry.version === newest)}
            </>
          )}
        </td>
      )}
      <td class="num">{entry.version}</td>
      <td>
        <SignalMark screen={screen} signal={entry.signal} />
      </td>
      <td class="num versions-time">
        <Time screen={screen} at={entry.at} form="dateTime" />
      </td>
      <td>{isRelease ? '' : version?.by}</td>
      <td class="versions-said" dir="auto">
        {isRelease ? '' : version?.note}
        {!isRelease && version?.line && <span class="versions-line">{version.line}</span>}
      </td>
      <td class="num">{entry.seq}</td>
    </tr>
  )
}

/** What else is known of an item. */
export const ItemMargin = ({ seat: { screen }, head, entries, facts, products }: ItemPageProps) => {
  const { language, timeZone } = screen
  const { newest } = head
  const { content } = newest
  const ids = entries.at(-1)?.itemProducts ?? []
  const named = ids.map(id => products.find(each => each.id === id)?.names[language] ?? String(id))
  const rows: [string, Child][] = [
    [
      t(language, 'desk.reach.products'),
      named.length === 0 ? t(language, 'desk.reach.noProducts') : named.map(name => <span class="tag">{name}</span>),
    ],
    [t(language, 'desk.reach.public'), publicWords(screen, facts)],
    [t(language, 'desk.item.first'), <Time screen={screen} at={newest.firstSentAt} form="dateTime" />],
    ...(facts.releasedAt === null
      ? []
      : [
          [t(language, 'signal.release'), formatDateTime(language, facts.releasedAt, timeZone)] satisfies [
            string,
            Child,
          ],
        ]),
    ...(content.keywords.length === 0
      ? []
      : [[t(language, 'desk.field.keywords'), content.keywords.join(', ')] satisfies [string, Child]]),
    ...(content.subjects.length === 0
      ? []
      : [
          [
            t(language, 'desk.field.subjects'),
            content.subjects.map(each => <span class="subject">{each.name}</span>),
          ] satisfies [string, Child],
        ]),
    ...(newest.group === null
      ? []
      : [[t(language, 'desk.field.group'), <span class="mono">{newest.group}</span>] satisfies [string, Child]]),
    [t(language, 'desk.item.id'), <span class="mono">{head.id}</span>],
    [t(language, 'desk.item.guid'), <span class="mono">{newest.guid}</span>],
  ]
  return (
    <dl class="facts">
      {rows.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const publicWords = (
  { language, timeZone }: Screen,
  { isPublic, hasNotice, visibleFrom, embargoed }: ItemPageProps['facts'],
): string => {
  if (hasNotice) return t(language, 'desk.public.notice')
  if (!isPublic) return t(language, 'desk.public.never')
  if (embargoed || visibleFrom === null) return t(language, 'desk.public.afterEmbargo')
  return t(language, 'desk.public.from', { time: formatDateTime(language, visibleFrom, timeZone) })
}
