import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import type { Body } from '../../domain/body.ts'
import type { ItemId } from '../../domain/ids.ts'
import { writeLinks } from '../../domain/link-lines.ts'
import { Refusal } from '../../domain/refusal.ts'
import { signalTable } from '../../domain/signal.ts'
import { type Language, languageCodes } from '../../domain/taxonomy.ts'
import type { ItemHead, ItemLink, SentVersion } from '../../domain/version.ts'
import { type DraftText, draftOf, insertDraft, isDraftId, makeDraftId } from '../../store/draft.ts'
import { draftEvents } from '../../store/draft-event.ts'
import { fieldsOfContent } from '../../store/draft-fields.ts'
import { versionsOfItem } from '../../store/version.ts'
import type { WebEnv } from '../../web/env.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import { t } from '../../web/i18n/translate.ts'
import { screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { draftFromForm, draftFromVersion, laterSignals, readForm } from '../write/draft-form.ts'
import { itemIdOf, requireHead } from './item.tsx'

/** Drafts that begin at an item: its next version, an old version again, a story of its own after it, and its translation. */
export const beginRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.post('/items/:id/drafts', c => beginNext(desk, c))
  routes.post('/items/:id/versions/:number/restore', c => restore(desk, c))
  routes.post('/items/:id/duplicate', c => duplicate(desk, c))
  routes.post('/items/:id/translate', c => translate(desk, c))
  return routes
}

/** Begins a draft of an update or a correction: from the newest version, or from what an editor had typed into a draft that was sent meanwhile.
 *  Of a translation whose original has moved it follows the original's newest version where the form says so (`follow`). */
const beginNext = async (desk: Desk, c: Context<WebEnv>) => {
  const { id, head, versions, timeZone } = await startOf(desk, c)
  const text = await readForm(c)
  const signal = laterSignals.find(each => each === text('signal')) ?? 'update'
  requireFollows(head, signal)
  const from = isDraftId(text('from')) ? await draftOf(desk.db, text('from')) : null
  const newest = draftFromVersion(lastWithText(versions), signal, timeZone)
  const next =
    from === null ? newest : draftFromForm(text, { ...newest, fields: { ...newest.fields, kept: from.fields.kept } })
  const priority = signal === 'update' && from === null ? nextPriority(versions) : null
  const links =
    Number(text('follow')) > 0 ? followed(lastWithText(versions), Number(text('follow'))) : next.fields.links
  const draft = {
    ...next,
    fields: { ...next.fields, ...(priority === null ? {} : { priority }), ...(links === undefined ? {} : { links }) },
  }
  return begun(desk, c, { draft, item: id, head, isUndone: false })
}

/** What a flash grows into: a bulletin is urgent, the story after it important. null: as it was */
const nextPriority = (versions: readonly SentVersion[]): string | null => {
  const newest = versions.at(-1)?.content.priority
  if (newest === 1) return '2'
  return newest === 2 && versions[0]?.content.priority === 1 ? '3' : null
}

const followed = ({ content }: SentVersion, version: number): string =>
  writeLinks((content.links ?? []).map(each => (each.rel === 'translation-of' ? { ...each, version } : each)))

/** An old version as the draft of an update. */
const restore = async (desk: Desk, c: Context<WebEnv>) => {
  const { id, head, versions, timeZone } = await startOf(desk, c)
  const signal = signalTable.update.after.includes(head.state) ? 'update' : 'correction'
  requireFollows(head, signal)
  const version = versions.find(each => String(each.number) === c.req.param('number'))
  if (version === undefined || version.state !== 'usable')
    throw new Refusal('not-found', `${id} has no version ${c.req.param('number')} with a text`)
  const { language } = version.content
  const time = formatDateTime(language, version.sentAt, timeZone)
  const note = t(language, 'desk.restore.note', { number: version.number, time })
  const draft = { ...draftFromVersion(version, signal, timeZone), note }
  return begun(desk, c, { draft, item: id, head, isUndone: true })
}

/** The newest text as a new story of its own. */
const duplicate = async (desk: Desk, c: Context<WebEnv>) => {
  const { versions, timeZone } = await startOf(desk, c)
  const { type, content } = lastWithText(versions)
  const { links = [], ...rest } = content
  const own = { ...rest, links: links.filter(each => each.rel !== 'translation-of') }
  const fields = fieldsOfContent(own, { type, group: null, embargo: null, timeZone })
  return begun(desk, c, {
    draft: { signal: 'new', fields, note: '', line: '' },
    item: null,
    head: null,
    isUndone: true,
  })
}

/** A new story in another language: everything but the words, which stand beside it. */
const translate = async (desk: Desk, c: Context<WebEnv>) => {
  const { id, head, versions, timeZone } = await startOf(desk, c)
  const language = languageCodes.find(each => each === c.req.query('to')) ?? languageOfForm(await readForm(c))
  const original = lastWithText(versions)
  if (language === original.content.language)
    throw new Refusal('bad-input', `${id} is in ${language} already`, { field: 'language' })
  const { content, type, group } = original
  const link: ItemLink = {
    rel: 'translation-of',
    item: id,
    guid: original.guid,
    version: original.number,
    headline: content.headline,
  }
  const links = [link, ...(content.links ?? []).filter(each => each.rel !== 'translation-of')]
  const embargo = head.embargoed ? head.newest.embargo : null
  const fields = fieldsOfContent(
    { ...content, language, links, body: pictures(content.body) },
    { type, group, embargo, timeZone },
  )
  const empty = { headline: '', deck: '', summary: '' }
  const draft: DraftText = { signal: 'new', fields: { ...fields, ...empty }, note: '', line: '' }
  return begun(desk, c, { draft, item: null, head: null, isUndone: true })
}

const languageOfForm = (text: (name: string) => string): Language => {
  const language = languageCodes.find(each => each === text('language'))
  if (language === undefined)
    throw new Refusal('bad-input', `language: one of ${languageCodes.join(', ')}`, { field: 'language' })
  return language
}

/** Pictures and tables, which a translation keeps; its words are written anew. */
const pictures = (body: Body): Body => body.filter(({ kind }) => kind === 'figure' || kind === 'table')

const startOf = async (desk: Desk, c: Context<WebEnv>) => {
  requireCan(c.get('person'), 'draft')
  const id = itemIdOf(c)
  const [head, versions] = await Promise.all([requireHead(desk, id), versionsOfItem(desk.db, id)])
  return { id, head, versions, timeZone: screenOf(c).timeZone }
}

const requireFollows = (head: ItemHead, signal: 'update' | 'correction') => {
  if (!signalTable[signal].after.includes(head.state))
    throw new Refusal('signal-not-allowed', `${signal} cannot follow: ${head.id} is ${head.state}`)
}

/** The newest version that has its text: a withheld one gave it up, and what is corrected is the one before. */
const lastWithText = (versions: readonly SentVersion[]): SentVersion => {
  const version = versions.findLast(each => each.state === 'usable') ?? versions.at(-1)
  if (version === undefined) throw new Refusal('no-such-item', 'there is no such item')
  return version
}

interface Beginning {
  readonly draft: DraftText
  readonly item: ItemId | null
  readonly head: ItemHead | null
  /** Whether the page that follows offers to undo it. */
  readonly isUndone: boolean
}

const begun = async (desk: Desk, c: Context<WebEnv>, { draft, item, head, isUndone }: Beginning) => {
  const id = makeDraftId()
  await insertDraft(desk.db, { ...draft, id, item, baseSeq: head?.lastSeq ?? null, by: c.get('person').id })
  const [first] = isUndone ? await draftEvents(desk.db, [id]) : []
  return c.redirect(`/desk/drafts/${id}${first === undefined ? '' : `?done=${first.id}`}`, 303)
}
