import { killReasons } from '../../domain/kill-reason.ts'
import type { Signal } from '../../domain/signal.ts'
import type { ItemHead, SentVersion } from '../../domain/version.ts'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { CsrfField } from '../../web/components/csrf-field.tsx'
import { ErrorSummary, type FieldError } from '../../web/components/error-summary.tsx'
import { Field } from '../../web/components/field.tsx'
import { NoticeBand } from '../../web/components/notice-band.tsx'
import { Sheet } from '../../web/components/sheet.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'
import type { Reach } from '../audience.ts'
import { ReachView, TakebackReach } from '../reach-view.tsx'
import { itemHref } from '../rows.tsx'
import type { Holding } from './holding.ts'
import { HoldingList } from './holding-list.tsx'
import { ReasonField } from './reason-field.tsx'

/** What is sent about an item without a new text: from a sheet on its page, not from a draft. */
export const acts = ['advisory', 'withhold', 'kill', 'release'] as const satisfies readonly Signal[]
export type Act = (typeof acts)[number]

/** What a sheet's form carries, as it was typed. */
export interface ActTexts {
  /** The class of a taking back, as the code lists it. */
  readonly reason: string
  readonly note: string
  readonly line: string
  readonly replacedBy: string
  /** Makes a form that is sent twice one act. */
  readonly key: string
  /** The item's last entry that the editor saw. */
  readonly seq: number
}

interface ActSheetProps {
  screen: Screen
  act: Act
  head: ItemHead
  texts: ActTexts
  errors: readonly FieldError[]
  /** The second step of a kill. */
  isChecked: boolean
  reach: Reach
  /** Who has it, and how they came by it. */
  holding: readonly Holding[]
  /** Stories that may stand in a killed one's place, the newest first. */
  replacements: readonly SentVersion[]
  /** It goes out only when a second person has looked. */
  isWaiting: boolean
}

/** The sheet from which an advisory, a withhold, a kill or the end of an embargo is sent: the reason, whom it reaches, one button that says so. */
export const ActSheet = (props: ActSheetProps) => {
  const { screen, act, head, errors, isChecked, reach } = props
  const { language } = screen
  const close = itemHref(head.id)
  const { content } = head.newest
  const isTakeback = act === 'withhold' || act === 'kill'
  return (
    <Sheet screen={screen} title={t(language, isChecked ? 'desk.act.kill.sure' : `desk.act.${act}`)} closeHref={close}>
      <div class="stack">
        <ErrorSummary screen={screen} errors={errors} />
        <div class="sheet-story" lang={content.language} dir="auto">
          <p class="sheet-headline">{content.headline}</p>
          <p class="meta mono" dir="ltr">
            {head.id}
          </p>
        </div>
        {!isChecked && <p class="muted">{t(language, `desk.act.${act}.what`)}</p>}
        {isChecked && <NoticeBand tone="flash" icon="alert" title={t(language, 'desk.act.kill.final')} />}
        <form
          class="stack act-form"
          method="post"
          action={`${close}/${act}`}
          novalidate
          data-submit-key={isTakeback ? undefined : ''}
        >
          <CsrfField screen={screen} />
          <input type="hidden" name="key" value={props.texts.key} />
          <input type="hidden" name="seq" value={props.texts.seq} />
          {isChecked ? <Checked {...props} /> : <Inputs {...props} />}
          {isTakeback ? <TakebackReach screen={screen} reach={reach} /> : <ReachView screen={screen} reach={reach} />}
          {isTakeback && <HoldingList screen={screen} holding={props.holding} />}
          <div class="bar">
            {act === 'kill' && !isChecked ? (
              <Button icon="forward">{t(language, 'desk.act.kill.check')}</Button>
            ) : (
              <Button
                kind={isTakeback ? 'danger' : 'primary'}
                icon={act === 'kill' ? 'ban' : act === 'withhold' ? 'pause' : 'send'}
              >
                {props.isWaiting
                  ? t(language, 'desk.flash.ask')
                  : t(language, `desk.act.${act}.confirm`, { count: reach.count })}
              </Button>
            )}
            <LinkButton href={close} kind="quiet">
              {t(language, 'desk.act.leave')}
            </LinkButton>
          </div>
        </form>
      </div>
    </Sheet>
  )
}

const Inputs = ({ screen, act, texts, errors, head, replacements }: ActSheetProps) => {
  const { language } = screen
  const errorOf = (name: string) => errors.find(each => each.field === name)?.message
  const written = head.newest.content.language
  const isTakeback = act === 'withhold' || act === 'kill'
  return (
    <>
      {isTakeback && (
        <ReasonField
          screen={screen}
          isKill={act === 'kill'}
          value={texts.reason}
          language={written}
          error={errorOf('reason')}
        />
      )}
      <Field
        {...{ screen, name: 'note', rows: 3, value: texts.note, lang: written, optional: act === 'release' }}
        label={t(language, isTakeback ? 'desk.field.reason' : 'desk.field.note')}
        hint={t(language, isTakeback ? 'desk.hint.reason' : 'desk.hint.note')}
        error={errorOf('note')}
      />
      {isTakeback && (
        <Field
          {...{ screen, name: 'line', rows: 2, value: texts.line, lang: written, optional: true }}
          label={t(language, 'desk.field.line')}
          hint={t(language, 'desk.hint.takebackLine')}
          error={errorOf('line')}
        />
      )}
      {act === 'kill' && (
        <>
          <Field
            {...{
              screen,
              name: 'replacedBy',
              value: texts.replacedBy,
              optional: true,
              mono: true,
              list: 'replacements',
            }}
            label={t(language, 'desk.field.replacedBy')}
            hint={t(language, 'desk.hint.replacedBy')}
            error={errorOf('replacedBy')}
          />
          <datalist id="replacements">
            {replacements.map(({ item, content }) => (
              <option value={item} label={content.headline} />
            ))}
          </datalist>
        </>
      )}
    </>
  )
}

/** What was entered in the first step, to be read once more. */
const Checked = ({ screen, texts }: ActSheetProps) => {
  const { language } = screen
  const reason = killReasons.find(each => each === texts.reason)
  const rows: readonly { name: string; label: string; value: string; shown?: string | undefined }[] = [
    {
      ...{ name: 'reason', label: t(language, 'desk.kill.reason'), value: texts.reason },
      shown: reason && t(language, `desk.kill.reason.${reason}`),
    },
    { name: 'note', label: t(language, 'desk.field.reason'), value: texts.note },
    { name: 'line', label: t(language, 'desk.field.line'), value: texts.line },
    { name: 'replacedBy', label: t(language, 'desk.field.replacedBy'), value: texts.replacedBy },
  ]
  return (
    <>
      <input type="hidden" name="confirm" value="yes" />
      {rows.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <dl class="facts">
        {rows
          .filter(each => each.value !== '')
          .map(({ label, value, shown = value }) => (
            <div>
              <dt>{label}</dt>
              <dd dir="auto">{shown}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
