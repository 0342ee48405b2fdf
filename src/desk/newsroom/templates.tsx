import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { languageCodes } from '../../domain/taxonomy.ts'
import { deskUnits } from '../../store/desk-unit.ts'
import { type DraftFields, type DraftText, insertDraft, makeDraftId, requireDraft } from '../../store/draft.ts'
import {
  closeTemplate,
  insertTemplate,
  type Template,
  templateOf,
  templates,
  updateTemplate,
} from '../../store/template.ts'
import type { WebEnv } from '../../web/env.ts'
import { page } from '../../web/page.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { emptyDraft, readForm } from '../write/draft-form.ts'
import { TemplatePage } from './template-page.tsx'
import { TemplatesPage } from './templates-page.tsx'

const longestName = 200
const longestText = 200_000

/** `/desk/templates`: beginnings of stories, and standing background to be put into one. */
export const templateRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/templates', async c => {
    const [seat, beginnings, snippets] = await Promise.all([
      seatOf(desk, c),
      templates(desk.db, 'template'),
      templates(desk.db, 'snippet'),
    ])
    const closed = await closedOf(desk, c)
    return page(c, <TemplatesPage {...{ seat, beginnings, snippets, closed }} />)
  })
  routes.get('/templates/:id', async c => drawTemplate(desk, c, await known(desk, c.req.param('id'))))
  routes.post('/templates', c => make(desk, c))
  routes.post('/templates/:id', c => change(desk, c, c.req.param('id')))
  routes.post('/templates/:id/begin', c => begin(desk, c, c.req.param('id')))
  for (const [act, isClosed] of [
    ['close', true],
    ['open', false],
  ] as const) {
    routes.post(`/templates/:id/${act}`, async c => {
      requireCan(c.get('person'), 'draft')
      const id = c.req.param('id')
      await closeTemplate(desk.db, { id, isClosed })
      return c.redirect(isClosed ? `/desk/templates?closed=${id}` : '/desk/templates', 303)
    })
  }
  routes.post('/drafts/:id/template', c => saveAsTemplate(desk, c, c.req.param('id')))
  return routes
}

const closedOf = async ({ db }: Desk, c: Context<WebEnv>): Promise<Template | null> => {
  const closed = await templateOf(db, c.req.query('closed') ?? '')
  return closed?.closedAt ? closed : null
}

/** @throws Refusal `not-found` for one that is not there or not in use */
const known = async ({ db }: Desk, id: string): Promise<Template> => {
  const template = await templateOf(db, id)
  if (template === null || template.closedAt !== null) throw new Refusal('not-found', `there is no template ${id}`)
  return template
}

const drawTemplate = async (desk: Desk, c: Context<WebEnv>, template: Template, wrong = false) => {
  const [seat, units] = await Promise.all([seatOf(desk, c), deskUnits(desk.db)])
  return page(c, <TemplatePage {...{ seat, template, units, wrong }} />, wrong ? 422 : 200)
}

/** Makes an empty one with a name, to be written next. */
const make = async (desk: Desk, c: Context<WebEnv>) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const text = await readForm(c)
  const kind = text('kind') === 'snippet' ? 'snippet' : 'template'
  const name = nameOf(text('name'))
  if (name === null) throw new Refusal('bad-input', `name: 1 to ${longestName} characters`, { field: 'name' })
  const { fields } = emptyDraft(person)
  const id = await insertTemplate(desk.db, { kind, name, language: person.language, desk: null, fields, by: person.id })
  return c.redirect(`/desk/templates/${id}`, 303)
}

const nameOf = (typed: string): string | null => {
  const name = typed.replace(/\s+/gu, ' ').trim()
  return name === '' || name.length > longestName ? null : name
}

/** The texts that a template is edited by; everything else of the draft that it was made of stays with it. */
const templateFields = ['headline', 'deck', 'dateline', 'bylines', 'body', 'summary', 'keywords'] as const

const change = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const template = await known(desk, id)
  const text = await readForm(c)
  const name = nameOf(text('name'))
  const language = languageCodes.find(each => each === text('language')) ?? template.language
  const unit = (await deskUnits(desk.db)).find(each => each.id === text('desk'))
  const names = template.kind === 'snippet' ? (['body'] as const) : templateFields
  const typed = Object.fromEntries(names.map(each => [each, text(each).slice(0, longestText)]))
  const fields: DraftFields = { ...template.fields, ...typed, language }
  if (name === null) return drawTemplate(desk, c, { ...template, name: text('name'), language, fields }, true)
  await updateTemplate(desk.db, { id, name, language, desk: unit?.id ?? null, fields, by: person.id })
  return c.redirect(`/desk/templates#${id}`, 303)
}

/** Begins a story from a template. */
const begin = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const template = await known(desk, id)
  if (template.kind !== 'template') throw new Refusal('not-found', `${id} is no beginning of a story`)
  const draft: DraftText = { signal: 'new', fields: template.fields, note: '', line: '' }
  const made = makeDraftId()
  await insertDraft(desk.db, { ...draft, id: made, item: null, baseSeq: null, by: person.id })
  return c.redirect(`/desk/drafts/${made}`, 303)
}

/** Makes a template of a draft: its texts and codes, without what belongs to that one story. */
const saveAsTemplate = async (desk: Desk, c: Context<WebEnv>, id: string) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const draft = await requireDraft(desk.db, id)
  const { carried, ...fields } = draft.fields
  if (carried !== undefined && carried.type !== 'text') {
    throw new Refusal('bad-input', 'a template is made of a text', { field: 'type' })
  }
  const language = languageCodes.find(each => each === fields.language) ?? person.language
  const name = nameOf(fields.headline.slice(0, longestName)) ?? nameOf((await readForm(c))('name')) ?? id
  const bare = { ...fields, embargo: 'none', embargoUntil: '', expiresAt: '', group: '' }
  const made = await insertTemplate(desk.db, {
    ...{ kind: 'template' as const, name, language, desk: draft.desk?.id ?? null },
    ...{ fields: bare, by: person.id },
  })
  return c.redirect(`/desk/templates/${made}`, 303)
}
