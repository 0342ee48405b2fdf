import type { Child } from 'hono/jsx'
import type { Entry } from '../../domain/entry.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { DraftEvent } from '../../store/draft-event.ts'
import type { SecondLook } from '../../store/second-look.ts'
import { SignalMark } from '../../web/components/signal-mark.tsx'
import { Time } from '../../web/components/time.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import { eventWords, type Names } from '../newsroom/event-words.ts'
import { lookHref } from '../second/ask.ts'

/** What the trail of an item is drawn from. */
export interface TrailParts {
  readonly events: readonly DraftEvent[]
  readonly looks: readonly SecondLook[]
  readonly names: Names
}

interface TrailProps extends TrailParts {
  readonly screen: Screen
  readonly versions: readonly SentVersion[]
  readonly entries: readonly Entry[]
}

interface Step {
  readonly at: Date
  readonly who: string
  readonly what: Child
  readonly note?: string | null
  readonly isSending?: boolean
}

/** Who did what when with an item: what was sent, what was done with its drafts, what a second person decided. The newest first. */
export const Trail = (props: TrailProps) => {
  const { screen } = props
  const steps = [...sendings(props), ...draftSteps(props), ...lookSteps(props)]
  steps.sort((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <details class="item-trail" open={steps.length <= 12}>
      <summary>
        <h2 class="editor-heading">{t(screen.language, 'desk.trail')}</h2>
      </summary>
      <ol class="item-trail-steps">
        {steps.map(({ at, who, what, note, isSending }) => (
          <li class={isSending ? 'item-trail-sending' : undefined}>
            <span class="item-trail-time num">
              <Time screen={screen} at={at} form="dateTime" />
            </span>
            <span class="item-trail-what">
              <bdi class="item-trail-who">{who}</bdi> {what}
              {note && (
                <span class="item-trail-note" dir="auto">
                  {note}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

const sendings = ({ screen, versions, entries }: TrailProps): Step[] =>
  entries.map(({ at, signal, version: number }) => {
    const version = versions.find(each => each.number === number)
    const isRelease = signal === 'release'
    return {
      at,
      who: isRelease ? '' : (version?.by ?? ''),
      note: isRelease ? null : (version?.note ?? null),
      isSending: true,
      what: (
        <>
          {t(screen.language, isRelease ? 'desk.trail.lifted' : 'desk.trail.version', { number })}{' '}
          <SignalMark screen={screen} signal={signal} />
        </>
      ),
    }
  })

/** What the versions and the second looks say themselves is not said twice. */
const draftSteps = ({ screen, events, names }: TrailProps): Step[] =>
  events
    .filter(({ kind }) => kind !== 'sent' && kind !== 'second-look' && kind !== 'looked')
    .map(event => ({
      at: event.at,
      who: event.person?.name ?? t(screen.language, 'desk.trail.system'),
      note: event.note,
      what: (
        <>
          <a href={`/desk/drafts/${event.draft}`}>{t(screen.language, 'desk.trail.draft')}</a>:{' '}
          {eventWords(screen, event, names)}
        </>
      ),
    }))

const lookSteps = ({ screen, looks }: TrailProps): Step[] =>
  looks.flatMap(look => [
    {
      at: look.askedAt,
      who: look.askedBy.name,
      what: (
        <>
          <a href={lookHref(look.id)}>{t(screen.language, 'desk.trail.look')}</a>{' '}
          <SignalMark screen={screen} signal={look.signal} />
        </>
      ),
    },
    ...(look.outcome === null || look.decidedAt === null
      ? []
      : [
          {
            at: look.decidedAt,
            who: look.decidedBy?.name ?? '',
            what: t(screen.language, `desk.trail.${look.outcome}`),
            note: look.note,
          },
        ]),
  ])
