import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readFormFiles } from '../../media/form-files.ts'
import { takeFile } from '../../media/take.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { page } from '../../web/page.ts'
import { refusalMessage } from '../../web/problem.ts'
import { type Screen, screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { seatOf } from '../seat.ts'
import { beginCollection, beginEach, beginGraphic } from './begin.ts'
import { mediaChoiceOf } from './choice.ts'
import { MediaPage } from './page.tsx'
import { uploadPage } from './uploads.ts'

/** `/desk/media`: the uploads; files brought in without scripts; and what is begun with those that are ticked. */
export const mediaRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/media', c => drawMedia(desk, c))
  routes.post('/media/files', c => takeForm(desk, c))
  routes.post('/media/begin', c => beginChosen(desk, c))
  return routes
}

const drawMedia = async (desk: Desk, c: Context<WebEnv>, errors: readonly FieldError[] = [], status = 200) => {
  const query = new URL(c.req.url).searchParams
  const choice = mediaChoiceOf(query)
  const [seat, shown] = await Promise.all([seatOf(desk, c), uploadPage(desk, choice, c.get('person'))])
  const taken = Number(query.get('taken')) || 0
  return page(c, <MediaPage {...{ seat, choice, ...shown, errors, taken }} />, status)
}

const filesAtOnce = 50

/** Takes the files of a form in, one after the other; what is refused is told by name, and the others are taken. */
const takeForm = async (desk: Desk, c: Context<WebEnv>) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const { body } = c.req.raw
  if (body === null) throw new Refusal('bad-input', 'the form has no files', { field: 'file' })
  const folder = await mkdtemp(join(tmpdir(), 'dateline-form-'))
  try {
    const bounds = { folder, mostBytes: desk.media.mostBytes, mostFiles: filesAtOnce }
    const { fields, files } = await readFormFiles(
      body as unknown as AsyncIterable<Uint8Array>,
      c.req.header('content-type') ?? '',
      bounds,
    )
    if (files.length === 0) return drawMedia(desk, c, [noFile(screenOf(c))], 422)
    const as =
      fields.get('as') === 'graphic' ? ('graphic' as const) : fields.get('as') === 'file' ? ('file' as const) : null
    const errors: FieldError[] = []
    const taken: string[] = []
    for (const { path, fileName } of files) {
      try {
        taken.push((await takeFile({ db: desk.db, ...desk.media }, { path, fileName, addedBy: person.id, as })).id)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        errors.push({ field: 'file', message: refusedWords(screenOf(c), fileName, error) })
      }
    }
    if (errors.length > 0) return drawMedia(desk, c, errors, 422)
    return c.redirect(backOf(fields.get('back'), taken), 303)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const noFile = ({ language }: Screen): FieldError => ({ field: 'file', message: t(language, 'desk.upload.none') })

const refusedWords = ({ language }: Screen, fileName: string, refusal: Refusal): string => {
  const { title } = refusalMessage(language, refusal)
  return `${fileName}: ${title} (${refusal.message})`
}

/** A page of the desk again, with what was taken in. */
const backOf = (back: string | undefined, taken: readonly string[]): string => {
  const url = new URL(back?.startsWith('/desk/') ? back : '/desk/media', 'http://desk.invalid')
  url.searchParams.set('taken', String(taken.length))
  for (const id of taken) url.searchParams.append('asset', id)
  if (url.pathname === '/desk/media') url.searchParams.delete('asset')
  return url.pathname + url.search
}

const beginChosen = async (desk: Desk, c: Context<WebEnv>) => {
  const person = c.get('person')
  requireCan(person, 'draft')
  const form = await c.req.parseBody({ all: true })
  const assets = [form.asset ?? []].flat().filter(each => typeof each === 'string')
  const group = typeof form.group === 'string' && form.group !== '' ? form.group.slice(0, 100) : null
  const screen = screenOf(c)
  const beginning = { person, timeZone: screen.timeZone, assets, group }
  try {
    if (form.do === 'graphic') return c.redirect(`/desk/drafts/${await beginGraphic(desk, beginning)}`, 303)
    if (form.do === 'collection') return c.redirect(`/desk/drafts/${await beginCollection(desk, beginning)}`, 303)
    const drafts = await beginEach(desk, beginning)
    return c.redirect(drafts.length === 1 ? `/desk/drafts/${drafts[0]}` : '/desk/drafts', 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error
    return drawMedia(desk, c, [{ field: null, message: wrongWords(screen, error) }], 422)
  }
}

const wrongWords = ({ language }: Screen, { field, message }: Refusal): string => {
  if (field === 'graphic') return t(language, 'desk.media.wrong.graphic', { name: message })
  if (field === 'collection') return t(language, 'desk.media.wrong.collection', { name: message })
  return t(language, 'desk.media.wrong.none')
}
