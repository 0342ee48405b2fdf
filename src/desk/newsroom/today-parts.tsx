import type { Person } from '../../accounts/people.ts'
import type { DeskDay } from '../../store/day.ts'
import type { QueueRow } from '../../store/draft-queue.ts'
import type { GoesOut } from '../../store/going-out.ts'
import type { Mention } from '../../store/mention.ts'
import { Button } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { Time } from '../../web/components/time.tsx'
import { formatNumber } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { itemHref } from '../rows.tsx'
import { DraftRows } from './draft-rows.tsx'
import { momentWords, spanWords } from './moment-words.ts'
import { Part } from './today-part.tsx'

/** Notes that name the reader: what they have not seen stands out and first. */
export const Mentions = ({ screen, mentions }: { screen: Screen; mentions: readonly Mention[] }) => {
  const { language } = screen
  const isAnyUnseen = mentions.some(each => each.seenAt === null)
  return (
    <Part
      id="mentions"
      title={t(language, 'desk.work.today.mentions')}
      none={mentions.length === 0 ? t(language, 'desk.work.today.mentions.none') : null}
    >
      <ol class="trail">
        {mentions.map(({ event, draft, headline, by, at, note, seenAt }) => (
          <li class={seenAt === null ? 'trail-event mention-unseen' : 'trail-event'}>
            <p class="trail-head">
              {seenAt === null && <span class="tag">{t(language, 'desk.work.today.mentions.unseen')}</span>}{' '}
              <strong>
                <bdi>{by?.name ?? t(language, 'desk.work.trail.system')}</bdi>
              </strong>{' '}
              <span class="num">
                <Time screen={screen} at={at} form="dateTime" />
              </span>{' '}
              <a href={`/desk/drafts/${draft}/trail#event-${event}`} data-row="" dir="auto">
                {headline?.trim() || t(language, 'desk.untitled')}
              </a>
            </p>
            {note !== '' && (
              <p class="trail-note" dir="auto">
                {note}
              </p>
            )}
          </li>
        ))}
      </ol>
      {isAnyUnseen && (
        <form method="post" action="/desk/mentions/seen">
          <CsrfField screen={screen} />
          <input type="hidden" name="back" value="/desk/today" />
          <Button icon="check" kind="quiet">
            {t(language, 'desk.work.today.mentions.see')}
          </Button>
        </form>
      )}
    </Part>
  )
}

interface QueueProps {
  screen: Screen
  rows: readonly QueueRow[]
  person: Person
}

export const Assigned = ({ screen, rows, person }: QueueProps) => (
  <Part
    id="assigned"
    title={t(screen.language, 'desk.work.whose.assigned')}
    none={rows.length === 0 ? t(screen.language, 'desk.work.empty.assigned') : null}
    more={{ href: '/desk/drafts?whose=assigned', label: t(screen.language, 'desk.work.today.all') }}
  >
    <DraftRows {...{ screen, rows, person }} back="/desk/today" prefix="assigned" />
  </Part>
)

export const Review = ({ screen, rows, person }: QueueProps) => (
  <Part
    id="review"
    title={t(screen.language, 'desk.work.stage.review')}
    none={rows.length === 0 ? t(screen.language, 'desk.work.empty.review') : null}
    more={{ href: '/desk/drafts?stage=review', label: t(screen.language, 'desk.work.today.all') }}
  >
    <DraftRows {...{ screen, rows, person }} acts back="/desk/today" />
  </Part>
)

/** What goes out by itself next. */
export const Next = ({ screen, rows, now }: { screen: Screen; rows: readonly GoesOut[]; now: Date }) => {
  const { language } = screen
  return (
    <Part
      id="next"
      title={t(language, 'desk.work.today.next')}
      none={rows.length === 0 ? t(language, 'desk.work.empty.scheduled') : null}
      more={{ href: '/desk/schedule', label: t(language, 'desk.work.today.all') }}
    >
      <ol class="draft-rows">
        {rows.map(row => (
          <li class="draft-row">
            <a
              class="row-link"
              href={row.draft === null ? itemHref(row.item ?? '') : `/desk/drafts/${row.draft}`}
              dir="auto"
            >
              {row.headline?.trim() || t(language, 'desk.untitled')}
            </a>
            <p class="draft-row-meta">
              <span class="num">{momentWords(screen, row.at)}</span>
              {row.at > now && (
                <span class="num">
                  {t(language, 'desk.work.schedule.in', {
                    span: spanWords(language, row.at.getTime() - now.getTime()),
                  })}
                </span>
              )}
              {row.kind === 'embargo' && <span>{t(language, 'desk.work.schedule.embargoEnds')}</span>}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  )
}

const deskStages = ['writing', 'review', 'ready', 'scheduled'] as const

/** What each desk has in hand, and what it has sent in a day. */
export const Desks = ({ screen: { language }, desks }: { screen: Screen; desks: readonly DeskDay[] }) => (
  <Part
    id="desks"
    title={t(language, 'desk.work.place.desks')}
    none={desks.length === 0 ? t(language, 'desk.work.desks.empty') : null}
  >
    <div class="table-scroll" tabindex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t(language, 'desk.work.desk')}</th>
            {deskStages.map(stage => (
              <th scope="col" class="num">
                {t(language, `desk.work.stage.${stage}`)}
              </th>
            ))}
            <th scope="col" class="num">
              {t(language, 'desk.work.today.sent')}
            </th>
          </tr>
        </thead>
        <tbody>
          {desks.map(each => (
            <tr>
              <th scope="row">
                <a href={`/desk/drafts?desk=${each.id ?? 'none'}`}>
                  {each.name === null ? t(language, 'desk.work.desk.none') : <bdi>{each.name}</bdi>}
                </a>
              </th>
              {deskStages.map(stage => (
                <td class="num">{formatNumber(language, each[stage])}</td>
              ))}
              <td class="num">{formatNumber(language, each.sent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Part>
)
