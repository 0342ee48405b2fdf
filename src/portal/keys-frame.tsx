import type { Child } from 'hono/jsx'
import type { Portal, Visit } from './env.ts'
import { PortalFrame } from './frame.tsx'

interface FrameProps {
  portal: Portal
  visit: Visit
  title: string
  children: Child
}

/** A page about API users. */
export const KeysFrame = ({ portal, visit, title, children }: FrameProps) => (
  <PortalFrame {...{ portal, visit, title }} flash={null} place="keys">
    <div class="keys-page stack">{children}</div>
  </PortalFrame>
)
