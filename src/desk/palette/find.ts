import { type Context, Hono } from 'hono'
import { newestEntries } from '../../store/desk-list.ts'
import { lastDrafts } from '../../store/draft-recent.ts'
import { searchWire } from '../../store/wire-search.ts'
import type { WebEnv } from '../../web/env.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { storiesOf } from '../home.tsx'
import { findDrafts } from '../newsroom/search.tsx'
import { searchChoiceOf } from '../newsroom/search-choice.ts'
import { itemHref, languageOfDraft, titleOfDraft } from '../rows.tsx'

const shown = 6
const everything = { language: null, category: null, signal: null, type: null }

/** One line of what is found: where it leads, its words, and the language that they are in. */
export interface FoundLine {
  readonly href: string
  readonly text: string
  readonly lang: string
}

/** `/desk/find?q=`: for the palette, drafts and items with these words as JSON `{drafts, items}`; without words what was begun and sent last. */
export const findRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/find', async c => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 200)
    const [drafts, items] = await Promise.all([draftLines(desk, c, q), itemLines(desk, q)])
    c.header('Cache-Control', 'no-store')
    return c.json({ drafts, items })
  })
  return routes
}

const draftLines = async (desk: Desk, c: Context<WebEnv>, q: string): Promise<FoundLine[]> => {
  const screen = screenOf(c)
  const rows =
    q === ''
      ? await lastDrafts(desk.db, c.get('person').id, shown)
      : (await findDrafts(desk, c, searchChoiceOf(new URLSearchParams({ q })), shown)).rows
  return rows.map(({ id, headline, language }) => ({
    href: `/desk/drafts/${id}`,
    text: titleOfDraft(screen, { fields: { headline } }),
    lang: languageOfDraft({ fields: { language } }),
  }))
}

const itemLines = async (desk: Desk, q: string): Promise<FoundLine[]> => {
  const entries =
    q === ''
      ? await newestEntries(desk.db, everything, { before: null, after: null, limit: shown })
      : await searchWire(desk.db, { q, language: null, since: null, before: null, limit: shown })
  const stories = await storiesOf(desk, entries)
  return stories.map(({ entry, version: { content } }) => ({
    href: itemHref(entry.item),
    text: content.headline,
    lang: content.language,
  }))
}
