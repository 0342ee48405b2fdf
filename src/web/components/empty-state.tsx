import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** What stands where a list is empty: what will appear there, and how to make it so. */
export const EmptyState = ({ icon, title, children }: { icon: IconName; title: string; children?: Child }) => (
  <div class="empty">
    <Icon name={icon} />
    <p class="empty-title">{title}</p>
    {children && <div class="empty-how">{children}</div>}
  </div>
)
