import type { ItemHead, SentVersion } from '../../domain/version.ts'
import type { Draft } from '../../store/draft.ts'
import type { SecondLook } from '../../store/second-look.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { ErrorSummary, type FieldError } from '../../web/components/error-summary.tsx'
import { Field } from '../../web/components/field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Reach } from '../audience.ts'
import { DeskFrame, type Seat } from '../frame.tsx'
import { StoryView } from '../item/story-view.tsx'
import { ReachView, TakebackReach } from '../reach-view.tsx'
import { itemHref } from '../rows.tsx'
import { lookHref } from './ask.ts'
import { mayDecide } from './decide.ts'

export interface LookPageProps {
  readonly seat: Seat
  readonly look: SecondLook
  /** As subscribers would have it; null: it cannot be sent any more as it is. */
  readonly version: SentVersion | null
  readonly reach: Reach | null
  /** The item that it follows. */
  readonly head: ItemHead | null
  readonly draft: Draft | null
  readonly items: readonly SentVersion[]
  readonly errors: readonly FieldError[]
  /** The item has a newer entry than what waits was asked upon. */
  readonly isMoved: boolean
  /** When it is to go out by its schedule; null: at once. */
  readonly sendAt: Date | null
}

/** What waits for a second person: exactly what would go out and to whom, and the two answers. */
export const LookPage = (props: LookPageProps) => {
  const { seat, look, version, reach, head, items, errors } = props
  const { screen, person } = seat
  const { language } = screen
  const kind = look.signal === 'kill' ? 'kill' : 'flash'
  return (
    <DeskFrame
      {...{ seat, place: null, title: t(language, `desk.second.title.${kind}`) }}
      back={{
        href: head === null ? '/desk' : itemHref(head.id),
        label: t(language, head === null ? 'desk.nav.wire' : 'desk.item'),
      }}
    >
      <div class="look-page">
        <div class="stack">
          <Standing {...props} />
          <ErrorSummary screen={screen} errors={errors} />
          {version !== null && kind === 'flash' && <StoryView {...{ screen, version, items }} />}
          {kind === 'kill' && <KillText {...props} />}
        </div>
        <div class="stack look-decide">
          {reach !== null &&
            (kind === 'kill' ? <TakebackReach {...{ screen, reach }} /> : <ReachView {...{ screen, reach }} />)}
          {look.decidedAt === null && (mayDecide(person, look) ? <Deciding {...props} /> : <Asked {...props} />)}
        </div>
      </div>
    </DeskFrame>
  )
}

/** Who asked since when, who decided what, and what has happened meanwhile. */
const Standing = ({ seat: { screen }, look, draft, isMoved, version, sendAt }: LookPageProps) => {
  const { language, timeZone } = screen
  const time = (at: Date) => formatDateTime(language, at, timeZone)
  const isOpen = look.decidedAt === null
  return (
    <>
      <NoticeBand
        tone={isOpen ? 'urgent' : 'plain'}
        icon="users"
        announce
        title={
          look.outcome === null || look.decidedAt === null
            ? t(language, 'desk.second.asked', { name: look.askedBy.name, time: time(look.askedAt) })
            : t(language, `desk.second.outcome.${look.outcome}`, {
                name: look.decidedBy?.name ?? '',
                time: time(look.decidedAt),
              })
        }
      >
        {sendAt !== null && <p>{t(language, 'desk.work.event.scheduled', { time: time(sendAt) })}</p>}
        {look.note !== null && <p dir="auto">{look.note}</p>}
      </NoticeBand>
      {isOpen && isMoved && (
        <NoticeBand
          tone="urgent"
          title={t(language, look.draft === null ? 'desk.second.moved.act' : 'desk.second.moved')}
        />
      )}
      {isOpen && !isMoved && version === null && (
        <NoticeBand tone="urgent" title={t(language, 'desk.second.impossible')} />
      )}
      {isOpen && draft !== null && draft.revision !== look.request.revision && (
        <NoticeBand tone="urgent" title={t(language, 'desk.second.saved', { name: draft.updatedBy.name })} />
      )}
    </>
  )
}

const KillText = ({ seat: { screen }, look, version, head }: LookPageProps) => {
  const { language } = screen
  const { request } = look
  const rows = [
    {
      label: t(language, 'desk.kill.reason'),
      value: version?.reason && t(language, `desk.kill.reason.${version.reason}`),
    },
    { label: t(language, 'desk.field.reason'), value: version?.note },
    { label: t(language, 'desk.field.line'), value: version?.line },
    { label: t(language, 'desk.field.replacedBy'), value: version?.replacedBy },
  ]
  return (
    <>
      <div class="sheet-story" lang={request.language} dir="auto">
        <p class="sheet-headline">{request.headline}</p>
        <p class="meta mono" dir="ltr">
          {head?.id}
        </p>
      </div>
      <dl class="facts">
        {rows.map(
          ({ label, value }) =>
            value && (
              <div>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}

/** The two answers of the second person, apart from each other. */
const Deciding = ({ seat: { screen }, look, reach, head, version, isMoved, errors }: LookPageProps) => {
  const { language } = screen
  const canSend = version !== null && reach !== null && !(isMoved && look.draft !== null)
  const isKill = look.signal === 'kill'
  return (
    <>
      {canSend && (
        <form method="post" action={`${lookHref(look.id)}/confirm`} class="bar" data-submit-key="">
          <CsrfField screen={screen} />
          <input type="hidden" name="seq" value={head?.lastSeq ?? ''} />
          <Button kind={isKill ? 'danger' : 'primary'} icon={isKill ? 'ban' : 'send'}>
            {isKill
              ? t(language, 'desk.act.kill.confirm', { count: reach.count })
              : t(language, look.signal === 'update' ? 'desk.confirm.update' : 'desk.confirm.new', {
                  count: reach.count,
                })}
          </Button>
        </form>
      )}
      <form method="post" action={`${lookHref(look.id)}/refuse`} class="stack look-refuse" novalidate>
        <CsrfField screen={screen} />
        <Field
          {...{ screen, name: 'note', rows: 2, maxLength: 1000, label: t(language, 'desk.second.why') }}
          error={errors.find(each => each.field === 'note')?.message}
        />
        <Button icon="close">{t(language, 'desk.second.refuse')}</Button>
      </form>
    </>
  )
}

/** For who asked, and for those who may not decide. */
const Asked = ({ seat: { screen, person }, look }: LookPageProps) => {
  const { language } = screen
  const isOwn = look.askedBy.id === person.id
  return (
    <>
      <p class="muted">{t(language, isOwn ? 'desk.second.wait' : 'desk.second.notYou')}</p>
      <div class="bar">
        {look.draft !== null && (
          <LinkButton href={`/desk/drafts/${look.draft}`} icon="pen">
            {t(language, 'desk.second.draft')}
          </LinkButton>
        )}
        {isOwn && (
          <form method="post" action={`${lookHref(look.id)}/withdraw`}>
            <CsrfField screen={screen} />
            <Button icon="back">{t(language, 'desk.second.withdraw')}</Button>
          </form>
        )}
      </div>
    </>
  )
}
