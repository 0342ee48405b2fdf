import type { Context } from 'hono'
import { languageCodes } from '../domain/taxonomy.ts'
import { writePreference } from './cookies.ts'
import type { WebEnv } from './env.ts'
import { themes } from './screen.ts'

/** POST /preferences: keeps the language or theme that a reader chose, and goes back to the page it was chosen on. */
export const choosePreference = async (c: Context<WebEnv>): Promise<Response> => {
  const form = await c.req.parseBody()
  const language = languageCodes.find(each => each === form.language)
  const theme = themes.find(each => each === form.theme)
  if (language !== undefined) writePreference(c, 'language', language)
  if (theme !== undefined) writePreference(c, 'theme', theme)
  const back = safeReturn(form.return)
  return c.redirect(language === undefined ? back : withoutLanguage(back), 303)
}

/** A path of this installation to go back to: never another host, whatever the form says. */
const safeReturn = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/'

const withoutLanguage = (path: string): string => {
  const url = new URL(path, 'http://here')
  url.searchParams.delete('lang')
  return url.pathname + url.search
}
