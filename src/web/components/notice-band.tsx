import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'plain' | 'flash' | 'urgent' | 'correction' | 'embargo' | 'killed' | 'update'

const icons: Readonly<Record<Tone, IconName>> = {
  plain: 'info',
  flash: 'flash',
  urgent: 'alert',
  correction: 'pen',
  embargo: 'lock',
  killed: 'ban',
  update: 'check',
}

interface NoticeBandProps {
  tone: Tone
  title: Child
  icon?: IconName
  id?: string
  /** Read out when it appears: for what has just happened. */
  announce?: boolean
  children?: Child
}

/** A band across the column: what happened to the story, or to what was just sent. */
export const NoticeBand = ({ tone, title, icon, id, announce, children }: NoticeBandProps) => (
  <div class={`notice notice-${tone}`} id={id} role={announce ? 'status' : undefined}>
    <Icon name={icon ?? icons[tone]} />
    <div>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  </div>
)
