import type { Child } from 'hono/jsx'
import { countWords, textOfBody } from '../../domain/body.ts'
import { directionOf, languageCodes } from '../../domain/taxonomy.ts'
import type { NamedThing } from '../../domain/version.ts'
import type { Remark } from '../../formats/reading.ts'
import { BodyView } from '../../web/components/body-view.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { EmbargoMark, PriorityMark } from '../../web/components/signal-mark.tsx'
import { SourceLine } from '../../web/components/source-line.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { categoryName, languageName, priorityName } from '../../web/i18n/names.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { FileLink } from '../media/file-link.tsx'
import { IncomingFiles } from './files.tsx'
import type { Opened } from './open.ts'
import { holdName, writtenIn } from './row.tsx'

interface PartProps {
  screen: Screen
  opened: Opened
}

/** An item as it was read: why it is held, the story with all that is known of it, and what the reader guessed, kept and lost. */
export const ParsedItem = (props: PartProps) => {
  const { screen, opened } = props
  const { item } = opened
  const written = writtenIn(item.language)
  const language = languageCodes.find(each => each === written.lang) ?? 'en'
  return (
    <article class="story in-story" dir={written.dir}>
      <div class="stack" dir={directionOf(screen.language)}>
        <Holds {...props} />
        <Notes {...props} />
      </div>
      <header class="story-head" {...written}>
        <h2 class="story-headline">{item.headline.trim() || t(screen.language, 'desk.untitled')}</h2>
        {item.deck !== null && <p class="story-deck">{item.deck}</p>}
        {item.bylines.length > 0 && <p class="story-byline">{item.bylines.join(' · ')}</p>}
      </header>
      <Meta {...props} />
      {item.dateline !== null && (
        <p class="story-dateline" {...written}>
          {item.dateline}
        </p>
      )}
      <BodyView body={item.body} language={language} />
      <SourceLine screen={screen} sources={item.sources} language={language} />
      {item.summary !== null && (
        <p class="story-summary">
          <span class="meta">{t(screen.language, 'desk.field.summary')}</span>
          <span {...written}>{item.summary}</span>
        </p>
      )}
      <div class="stack" dir={directionOf(screen.language)}>
        <IncomingFiles {...props} />
        <Files {...props} />
        <Remarks {...props} />
        <Facts {...props} />
      </div>
    </article>
  )
}

const Holds = ({ screen, opened: { row } }: PartProps) =>
  row.holds.length === 0 ? null : (
    <NoticeBand tone="urgent" icon="pause" title={t(screen.language, 'desk.incoming.holds')}>
      <ul class="in-holds">
        {row.holds.map(hold => (
          <li>
            {holdName(screen, hold)}
            {hold.detail !== '' && <bdi class="in-detail">{hold.detail}</bdi>}
          </li>
        ))}
      </ul>
    </NoticeBand>
  )

const Notes = ({ screen, opened: { item } }: PartProps) =>
  item.note === null && item.line === null ? null : (
    <NoticeBand
      tone={item.signal === 'correction' ? 'correction' : 'plain'}
      title={t(screen.language, 'desk.incoming.notes')}
    >
      {item.note !== null && (
        <p class="in-note">
          <span class="meta">{t(screen.language, 'desk.field.note')}: </span>
          <bdi>{item.note}</bdi>
        </p>
      )}
      {item.line !== null && (
        <p class="in-note">
          <span class="meta">{t(screen.language, 'desk.field.line')}: </span>
          <bdi>{item.line}</bdi>
        </p>
      )}
    </NoticeBand>
  )

const Meta = ({ screen, opened: { item } }: PartProps) => {
  const { language } = screen
  const known = languageCodes.find(each => each === item.language)
  return (
    <p class="cluster meta" dir={directionOf(screen.language)}>
      {item.embargo !== null && <EmbargoMark screen={screen} until={item.embargo.until} />}
      {item.priority !== null && <PriorityMark screen={screen} priority={item.priority} />}
      {item.priority !== null && item.priority > 2 && <span>{priorityName(language, item.priority)}</span>}
      {item.category !== null && <span>{categoryName(language, item.category)}</span>}
      {item.language !== null && <span>{known === undefined ? item.language : languageName(language, known)}</span>}
      <span class="num">{t(language, 'row.words', { count: countWords(textOfBody(item.body)) })}</span>
    </p>
  )
}

const Files = ({ screen, opened: { item } }: PartProps) =>
  item.renditions.length === 0 ? null : (
    <section aria-label={t(screen.language, 'desk.incoming.media')}>
      <h3 class="editor-heading">{t(screen.language, 'desk.incoming.media')}</h3>
      <ul class="in-files">
        {item.renditions.map(({ role, href, contentType, widthPixels, heightPixels }) => (
          <li>
            <FileLink href={href} />
            <span class="meta num">
              {[role, contentType, widthPixels && heightPixels ? `${widthPixels} × ${heightPixels}` : null]
                .filter(each => each !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )

const remarkKinds = ['guessed', 'kept', 'lost'] as const

/** What the reader made of what was not plain. */
const Remarks = ({ screen, opened: { item, refused } }: PartProps) => {
  const { language } = screen
  const kinds = remarkKinds.filter(kind => item.remarks.some(remark => remark.kind === kind))
  if (kinds.length === 0 && refused.length === 0) return null
  return (
    <section class="in-remarks" aria-label={t(language, 'desk.incoming.remarks')}>
      <h3 class="editor-heading">{t(language, 'desk.incoming.remarks')}</h3>
      {kinds.map(kind => (
        <>
          <h4>{t(language, `desk.incoming.remark.${kind}`)}</h4>
          <ul>
            {item.remarks
              .filter(remark => remark.kind === kind)
              .map(remark => (
                <RemarkLine remark={remark} />
              ))}
          </ul>
        </>
      ))}
      {refused.length > 0 && (
        <>
          <h4>{t(language, 'desk.incoming.refused')}</h4>
          <ul>
            {refused.map(({ what, reason }) => (
              <li>
                <bdi>{what}</bdi>: <bdi>{reason}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const RemarkLine = ({ remark: { field, detail } }: { remark: Remark }) => (
  <li>
    <bdi class="mono">{field}</bdi> <bdi>{detail}</bdi>
  </li>
)

const namesIn = (list: readonly NamedThing[]): string | null => list.map(each => each.name).join(', ') || null

/** What else is known of it. */
const Facts = ({ screen, opened: { row, item } }: PartProps) => {
  const { language, timeZone } = screen
  const moment = (at: Date | null) => (at === null ? null : formatDateTime(language, at, timeZone))
  const mono = (text: string | null) => (text === null ? null : <bdi class="mono">{text}</bdi>)
  const { rights } = item
  const rows: [string, Child][] = [
    [t(language, 'desk.incoming.fact.source'), <bdi>{row.sourceName}</bdi>],
    [t(language, 'desk.incoming.fact.arrived'), <Time screen={screen} at={row.at} form="dateTime" />],
    [t(language, 'desk.incoming.fact.provider'), item.provider],
    [t(language, 'desk.incoming.fact.format'), `${row.format}`],
    [t(language, 'desk.incoming.fact.written'), moment(item.versionCreated)],
    [t(language, 'desk.incoming.fact.first'), moment(item.firstCreated)],
    [t(language, 'desk.incoming.fact.expires'), moment(item.expires)],
    [t(language, 'desk.field.subjects'), item.subjects.map(({ name, qcode }) => name || qcode).join(', ') || null],
    [t(language, 'desk.field.people'), namesIn(item.people)],
    [t(language, 'desk.field.organisations'), namesIn(item.organisations)],
    [t(language, 'desk.field.places'), namesIn(item.places)],
    [t(language, 'desk.field.keywords'), item.keywords.join(', ') || null],
    [
      t(language, 'desk.incoming.fact.rights'),
      [rights?.holder, rights?.notice, rights?.terms].filter(each => each != null).join(' · ') || null,
    ],
    [t(language, 'desk.field.group'), mono(item.group)],
    [t(language, 'desk.incoming.fact.signals'), item.otherSignals.join(', ') || null],
    [t(language, 'desk.item.id'), mono(item.id)],
    [t(language, 'desk.incoming.fact.version'), mono(item.version)],
    [
      t(language, 'desk.incoming.fact.members'),
      item.members.length === 0 ? null : item.members.map(member => member.headline ?? member.guid).join(' · '),
    ],
    [
      t(language, 'desk.incoming.fact.url'),
      item.url !== null && /^https?:\/\//iu.test(item.url) ? (
        <a href={item.url} rel="noreferrer" dir="ltr">
          {item.url}
        </a>
      ) : null,
    ],
  ]
  return (
    <dl class="facts in-facts">
      {rows
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  )
}
