import type { Context } from 'hono'
import type { PublicDb } from '../store/public.ts'
import type { WebEnv, WebSettings } from '../web/env.ts'
import type { SiteScreen } from './frame.tsx'

/** What the site is made of. */
export interface SiteParts {
  /** Signed in as `dateline_site`. */
  readonly db: PublicDb
  readonly settings: Pick<WebSettings, 'publicUrl'>
  readonly clock: () => Date
}

/** Gives the screen of a request in the language of its path, or in the reader's own where the path names none. */
export type ReadScreen = (c: Context<WebEnv>) => SiteScreen
