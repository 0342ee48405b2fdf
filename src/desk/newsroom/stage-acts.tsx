import { can } from '../../accounts/guard.ts'
import type { Person } from '../../accounts/people.ts'
import { moverOf, type Stage } from '../../domain/stage.ts'
import type { Draft } from '../../store/draft.ts'
import { Button } from '../../web/components/button.tsx'
import { Icon, type IconName } from '../../web/components/icon.tsx'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import type { Screen } from '../../web/screen.ts'

const stageIcons: Readonly<Record<Stage, IconName>> = {
  writing: 'pen',
  review: 'eye',
  ready: 'check',
  scheduled: 'clock',
}

/** Where a draft stands, as a word with its mark. */
export const StageMark = ({ screen, draft }: { screen: Screen; draft: Pick<Draft, 'stage' | 'sendAt'> }) => (
  <span class={`stage stage-${draft.stage}`}>
    <Icon name={stageIcons[draft.stage]} />
    <span>
      {draft.sendAt === null
        ? t(screen.language, `desk.work.stage.${draft.stage}`)
        : t(screen.language, 'desk.work.stage.scheduledFor', {
            time: formatDateTime(screen.language, draft.sendAt, screen.timeZone),
          })}
    </span>
  </span>
)

/** Whether somebody may move a draft from one stage to another. */
export const mayMove = (person: Pick<Person, 'role'>, from: Stage, to: Stage): boolean => {
  const mover = moverOf(from, to)
  return mover !== null && can(person, mover === 'writers' ? 'draft' : 'broadcast')
}

/** What somebody would do next with a draft as it stands: an editor passes it, a writer hands it to one or takes it back. null: nothing */
export const nextStage = (person: Pick<Person, 'role'>, from: Stage): Stage | null => {
  if (from === 'writing' || from === 'review') {
    if (mayMove(person, from, 'ready')) return 'ready'
    return from === 'writing' ? 'review' : 'writing'
  }
  return null
}

export const moveWord = ({ language }: Screen, from: Stage, to: Stage): string =>
  t(language, to === 'writing' && from === 'review' ? 'desk.work.takeBack' : `desk.work.to.${toWord(to)}`)

const toWord = (to: Stage): 'writing' | 'review' | 'ready' => (to === 'scheduled' ? 'ready' : to)

interface StageActsProps {
  screen: Screen
  person: Pick<Person, 'role'>
  /** null: it has not been saved yet, and is in writing. */
  draft: Pick<Draft, 'stage' | 'sendAt'> | null
}

/**
 * The buttons of the editor's bar that hand a draft on; they stand in the form of the editor, which is saved first: `do` is `stage-review`,
 * `stage-ready`, `stage-writing`, `schedule` or `trail`, and `afterSave` (after-save.ts) goes on with it.
 */
export const StageActs = ({ screen, person, draft }: StageActsProps) => {
  const { language } = screen
  const stage = draft?.stage ?? 'writing'
  const next = nextStage(person, stage)
  return (
    <div class="stage-acts">
      <StageMark screen={screen} draft={draft ?? { stage, sendAt: null }} />
      {next !== null && (
        <Button name="do" value={`stage-${next}`} icon={stageIcons[next]}>
          {moveWord(screen, stage, next)}
        </Button>
      )}
      {can(person, 'broadcast') && (
        <Button name="do" value="schedule" icon="clock">
          {t(language, 'desk.work.schedule')}
        </Button>
      )}
      <Button name="do" value="trail" icon="users" kind="quiet">
        {t(language, 'desk.work.handOn')}
      </Button>
    </div>
  )
}
