import type { Context } from 'hono'
import { localPath } from '../../accounts/guard.ts'
import type { WebEnv } from '../../web/env.ts'

/** Goes back to the page that a form was on, with what is to be said there. @param back the page as the form named it; others than the desk's are not gone to */
export const backTo = (
  c: Context<WebEnv>,
  back: string,
  told: Readonly<Record<string, string | number | null>>,
): Response => {
  const url = new URL(localPath('desk', back), 'http://here.invalid')
  for (const name of ['done', 'missed', 'saved']) url.searchParams.delete(name)
  for (const [name, value] of Object.entries(told)) if (value !== null) url.searchParams.set(name, String(value))
  return c.redirect(url.pathname + url.search, 303)
}
