import { setTimeout as sleep } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { repairRaw, retryRaw } from '../../intake/repair.ts'
import type { Db } from '../../store/db.ts'
import { itemsOfRaw } from '../../store/intake-item.ts'
import { dismissRaw, type Raw, rawOf } from '../../store/intake-raw.ts'
import { intakeSource } from '../../store/intake-source.ts'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { readForm } from '../write/draft-form.ts'
import { idOf } from './acts.ts'
import { drawQuarantine } from './quarantine.tsx'
import { editableText, mostEditedBytes } from './quarantine-pane.tsx'
import { bytesOfText } from './raw-text.ts'

/** What is done with documents in quarantine: `…/retry`, `…/repair`, `…/dismiss`. Only by those who may send: what is read again may go out by itself. */
export const quarantineActRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  const { db } = desk
  routes.post('/incoming/quarantine/:id/retry', async c => {
    const { id, status } = await requireRaw(desk, c)
    if (status === 'quarantined') await retryRaw(db, id)
    return c.redirect(await whereItWent(db, id), 303)
  })
  routes.post('/incoming/quarantine/:id/repair', async c => {
    const raw = await requireRaw(desk, c)
    return raw.status === 'quarantined' ? repair(desk, c, raw) : c.redirect(back(raw.id), 303)
  })
  routes.post('/incoming/quarantine/:id/dismiss', async c => {
    const { id } = await requireRaw(desk, c)
    await dismissRaw(db, { id, by: c.get('person').name })
    return c.redirect('/desk/incoming/quarantine', 303)
  })
  return routes
}

const back = (id: number): string => `/desk/incoming/quarantine?open=${id}`

/** Reading a document again takes a moment; longer than this nobody waits for a page. */
const longestMs = 1_500

/** Where to see what became of a document that is read again: the item in it, or the quarantine, with a new reason or while it is being read. */
const whereItWent = async (db: Db, id: number): Promise<string> => {
  const until = Date.now() + longestMs
  let raw = await rawOf(db, id)
  while (raw?.status === 'pending' && Date.now() < until) {
    await sleep(100)
    raw = await rawOf(db, id)
  }
  const [item] = raw?.status === 'taken' ? await itemsOfRaw(db, id) : []
  return item === undefined ? back(id) : `/desk/incoming?state=all&open=${item.id}`
}

/** @throws Refusal `forbidden` or `not-found` */
const requireRaw = async (desk: Desk, c: Context<WebEnv>): Promise<Raw> => {
  requireCan(c.get('person'), 'broadcast')
  const raw = await rawOf(desk.db, idOf(c))
  if (raw === null) throw new Refusal('not-found', 'there is no such document')
  return raw
}

/** Has edited text read in the place of the bytes that came; those stay. */
const repair = async (desk: Desk, c: Context<WebEnv>, raw: Raw) => {
  const { language } = screenOf(c)
  const typed = (await readForm(c))('text')
  const source = await intakeSource(desk.db, raw.source)
  const before = editableText(raw, source?.defaults.charset ?? null)
  if (before === null) throw new Refusal('bad-input', 'this document cannot be edited as text', { field: 'text' })
  const bytes = bytesOfText(typed, before)
  const isWrong = typed.trim() === '' || bytes.length > mostEditedBytes * 2
  if (isWrong) {
    const error = t(language, typed.trim() === '' ? 'desk.quarantine.repair.empty' : 'desk.wrong.length')
    return drawQuarantine(desk, c, { open: raw.id, typed, error, status: 422 })
  }
  await repairRaw(desk.db, raw.id, { bytes, by: c.get('person').name })
  return c.redirect(await whereItWent(desk.db, raw.id), 303)
}
