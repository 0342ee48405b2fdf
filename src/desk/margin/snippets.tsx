import { Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { languageCodes } from '../../domain/taxonomy.ts'
import { snippetsFor } from '../../store/template.ts'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { type Screen, screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import type { Option } from './option.ts'

const offered = 12

/** `/desk/snippets?q=…&language=…`: standing background by name, its text in the convention of domain/body-text.ts; JSON `{ options }`. */
export const snippetRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/snippets', async c => {
    requireCan(c.get('person'), 'draft')
    const language = languageCodes.find(each => each === c.req.query('language')) ?? screenOf(c).language
    const found = await snippetsFor(desk.db, language, (c.req.query('q') ?? '').slice(0, 200))
    const options = found
      .slice(0, offered)
      .map(({ name, fields }): Option => ({ value: fields.body, label: name, detail: fields.body.slice(0, 120) }))
    return c.json({ options }, 200, { 'Cache-Control': 'no-store' })
  })
  return routes
}

/** Where standing background is chosen for the text; for scripts alone. */
export const SnippetField = ({ screen: { language } }: { screen: Screen }) => (
  <snippet-box class="snippet">
    <label class="field-label" for="snippet-name">
      {t(language, 'desk.snippet.title')}
    </label>
    <div class="suggest-box">
      <input
        class="input"
        id="snippet-name"
        type="text"
        autocomplete="off"
        dir="auto"
        placeholder={t(language, 'desk.snippet.find')}
      />
    </div>
    <p class="muted snippet-none" hidden>
      {t(language, 'desk.snippet.none')}
    </p>
  </snippet-box>
)
