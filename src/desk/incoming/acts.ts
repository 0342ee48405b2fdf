import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { takeIntoDraft } from '../../intake/draft.ts'
import { dismissItem, incomingItem, incomingItems } from '../../store/intake-item.ts'
import { rawOf } from '../../store/intake-raw.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { citeIncoming } from '../item/cite.ts'
import { readForm } from '../write/draft-form.ts'
import { type IncomingChoice, incomingChoiceOf, incomingHref, numberOf, statusesOf } from './choice.ts'

/** What is done with items that came in: `…/take`, `…/dismiss`, `…/cite`; and the bytes as they came. */
export const incomingActRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/incoming/:id/take', async c => {
    requireCan(c.get('person'), 'draft')
    const { draft } = await takeIntoDraft(desk.db, idOf(c), {
      person: c.get('person'),
      timeZone: c.get('settings').timeZone,
    })
    return c.redirect(`/desk/drafts/${draft}`, 303)
  })
  routes.post('/incoming/:id/dismiss', c => dismiss(desk, c))
  routes.post('/incoming/:id/cite', async c => {
    requireCan(c.get('person'), 'draft')
    const text = await readForm(c)
    const row = await incomingItem(desk.db, idOf(c))
    if (row === null) throw new Refusal('not-found', 'there is no such item among what came in')
    const draft = await citeIncoming(desk, {
      ...{ row, draft: text('draft'), person: c.get('person') },
      timeZone: c.get('settings').timeZone,
    })
    return c.redirect(`/desk/drafts/${draft}`, 303)
  })
  routes.get('/incoming/raw/:id', c => download(desk, c))
  return routes
}

/** The id in the address. @throws Refusal `not-found` also for what is no id */
export const idOf = (c: Context<WebEnv>): number => {
  const id = numberOf(c.req.param('id'))
  if (id === null) throw new Refusal('not-found', 'there is nothing under this address')
  return id
}

/** Takes an item out of the list and goes on to the one below it. One that a colleague has taken meanwhile is shown as it is now. */
const dismiss = async (desk: Desk, c: Context<WebEnv>) => {
  const { id: by } = c.get('person')
  requireCan(c.get('person'), 'draft')
  const id = idOf(c)
  const choice = incomingChoiceOf(new URL(c.req.url).searchParams)
  const isDone = await dismissItem(desk.db, { id, by })
  if (!isDone && (await incomingItem(desk.db, id)) === null) {
    throw new Refusal('not-found', 'there is no such item among what came in')
  }
  const open = isDone ? await nextAfter(desk, choice, id) : id
  return c.redirect(incomingHref(choice, { open }), 303)
}

const nextAfter = async (desk: Desk, choice: IncomingChoice, id: number): Promise<number | null> => {
  const { source, q } = choice
  const [next] = await incomingItems(desk.db, { source, q, status: statusesOf(choice), before: id, limit: 1 })
  return next?.id ?? null
}

/** Bytes as they came, or as they were repaired: never shown by the browser, whatever they are. */
const download = async (desk: Desk, c: Context<WebEnv>) => {
  const raw = await rawOf(desk.db, idOf(c))
  const bytes = c.req.query('repaired') === undefined ? raw?.bytes : raw?.repaired
  if (raw === null || bytes == null) throw new Refusal('not-found', 'there is no such document')
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${fileNameOf(raw.id, raw.name)}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  })
}

/** The last part of its name, of letters, digits, dots and dashes alone. */
const fileNameOf = (id: number, name: string | null): string => {
  const last = (name ?? '').split(/[?#]/u)[0]?.split(/[/\\]/u).at(-1) ?? ''
  const plain = last
    .replace(/[^\w.-]+/gu, '-')
    .replace(/^[.-]+/u, '')
    .slice(-80)
  return plain === '' ? `incoming-${id}.bin` : plain
}
