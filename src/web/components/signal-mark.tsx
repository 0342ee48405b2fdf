import type { Signal, State } from '../../domain/signal.ts'
import type { Priority } from '../../domain/taxonomy.ts'
import { formatDateTime } from '../i18n/format.ts'
import { priorityName, signalName, stateName } from '../i18n/names.ts'
import { t } from '../i18n/translate.ts'
import type { Screen } from '../screen.ts'
import { Icon, type IconName } from './icon.tsx'

const marks: Readonly<Record<Signal, { tone: string; icon: IconName }>> = {
  new: { tone: 'plain', icon: 'plus' },
  update: { tone: 'update', icon: 'refresh' },
  correction: { tone: 'correction', icon: 'pen' },
  advisory: { tone: 'plain', icon: 'info' },
  withhold: { tone: 'killed', icon: 'pause' },
  kill: { tone: 'killed', icon: 'ban' },
  release: { tone: 'embargo', icon: 'unlock' },
}

const Mark = ({ tone, icon, words }: { tone: string; icon: IconName; words: string }) => (
  <span class={`mark mark-${tone}`}>
    <Icon name={icon} />
    <span>{words}</span>
  </span>
)

/** Why an entry was sent, as a word with a mark. */
export const SignalMark = ({ screen, signal }: { screen: Screen; signal: Signal }) => (
  <Mark {...marks[signal]} words={signalName(screen.language, signal)} />
)

/** What an item is now. */
export const StateMark = ({ screen, state }: { screen: Screen; state: State }) => {
  const { tone, icon } =
    state === 'usable' ? { tone: 'update', icon: 'check' as const } : marks[state === 'killed' ? 'kill' : 'withhold']
  return <Mark tone={tone} icon={icon} words={stateName(screen.language, state)} />
}

/** That an item is under embargo, and until when in the agency's zone. */
export const EmbargoMark = ({ screen, until }: { screen: Screen; until: Date | null }) => (
  <Mark
    tone="embargo"
    icon="lock"
    words={
      until === null
        ? t(screen.language, 'embargo.open')
        : t(screen.language, 'embargo.until', { time: formatDateTime(screen.language, until, screen.timeZone) })
    }
  />
)

/** The word of a priority that interrupts: flash and urgent; nothing for the others. */
export const PriorityMark = ({ screen, priority }: { screen: Screen; priority: Priority }) =>
  priority > 2 ? null : (
    <span class={`priority-mark priority-mark-${priority}`}>
      {priority === 1 && <Icon name="flash" />}
      <span>{priorityName(screen.language, priority)}</span>
    </span>
  )

/** The 3 px bar at the start of a row; its name is read out. */
export const PriorityBar = ({ screen, priority }: { screen: Screen; priority: Priority }) => (
  <span class={`priority-bar priority-${priority}`}>
    <span class="visually-hidden">
      {t(screen.language, 'row.priority', { name: priorityName(screen.language, priority) })}
    </span>
  </span>
)
