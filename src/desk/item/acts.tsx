import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { actionOf, requireCan } from '../../accounts/guard.ts'
import { type ItemId, parseItemId } from '../../domain/ids.ts'
import { type Filing, nextVersion } from '../../domain/item.ts'
import { type KillReason, killReasons } from '../../domain/kill-reason.ts'
import { Refusal } from '../../domain/refusal.ts'
import { signalTable } from '../../domain/signal.ts'
import type { ItemHead } from '../../domain/version.ts'
import { pickItems } from '../../store/desk-pick.ts'
import { itemHead } from '../../store/version.ts'
import { storedAnswer } from '../../store/wire.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import type { WebEnv } from '../../web/env.ts'
import { t } from '../../web/i18n/translate.ts'
import { refusalMessage, statusOf } from '../../web/problem.ts'
import { screenOf } from '../../web/screen.ts'
import { publish } from '../../wire/publish.ts'
import { reachOf } from '../audience.ts'
import type { Desk } from '../env.ts'
import { askForAct, needsSecondPerson } from '../second/ask.ts'
import { readForm } from '../write/draft-form.ts'
import { type Act, ActSheet, type ActTexts, acts } from './act-sheet.tsx'
import { holdingOfItem } from './holding.ts'
import { drawItem, itemIdOf, requireHead } from './item.tsx'

/** `/desk/items/{id}` with its sheets, and what is sent from them: advisory, withhold, kill, release. */
export const actRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/items/:id', async c => {
    const act = acts.find(each => each === c.req.query('sheet'))
    if (act === undefined) return drawItem(desk, c, itemIdOf(c))
    requireCan(c.get('person'), actionOf(act))
    const head = await requireHead(desk, itemIdOf(c))
    const texts = { reason: '', note: '', line: '', replacedBy: '', key: randomUUID(), seq: head.lastSeq }
    return drawSheet(desk, c, { act, head, texts, errors: [], isChecked: false, status: 200 })
  })
  for (const act of acts) routes.post(`/items/:id/${act}`, c => sendAct(desk, c, act))
  return routes
}

interface Drawing {
  readonly act: Act
  readonly head: ItemHead
  readonly texts: ActTexts
  readonly errors: readonly FieldError[]
  /** The second step of a kill. */
  readonly isChecked: boolean
  readonly status: number
}

const drawSheet = async (desk: Desk, c: Context<WebEnv>, { act, head, texts, errors, isChecked, status }: Drawing) => {
  const { filing } = filingOf(act, { ...texts, note: texts.note || '…' }, c.get('person').name)
  const version = isPossible(act, head) ? nextVersion(head, filing) : head.newest
  const [reach, holding, replacements] = await Promise.all([
    reachOf(desk, version, act, false),
    act === 'release' ? [] : holdingOfItem(desk, head.id),
    act === 'kill' ? pickItems(desk.db, { types: [head.newest.type], q: '', limit: offered }) : [],
  ])
  const screen = screenOf(c)
  const sheet = isPossible(act, head) ? (
    <ActSheet
      {...{ screen, act, head, texts, errors, isChecked, reach, holding }}
      replacements={replacements.filter(each => each.item !== head.id)}
      isWaiting={needsSecondPerson(desk, filing)}
    />
  ) : undefined
  return drawItem(desk, c, head.id, { sheet, errors: sheet === undefined ? errors : [], status })
}

/** How many of the newest stories are offered in a killed one’s place. */
const offered = 60

const isPossible = (act: Act, head: ItemHead): boolean =>
  signalTable[act].after.includes(head.state) && (act !== 'release' || head.embargoed)

/** Sends what a sheet asked for. A kill is asked twice: what is posted without the second confirmation only leads there. */
const sendAct = async (desk: Desk, c: Context<WebEnv>, act: Act) => {
  const person = c.get('person')
  requireCan(person, actionOf(act))
  const id = itemIdOf(c)
  const text = await readForm(c)
  const texts = { ...textsOf(text), seq: Number(text('seq')) || 0 }
  if (!/^[0-9a-f-]{36}$/.test(texts.key)) throw new Refusal('stale-form', 'the form has no key', { field: 'key' })
  const head = await requireHead(desk, id)
  const draw = (errors: readonly FieldError[], status: number, isChecked = false) =>
    drawSheet(desk, c, { act, head, texts, errors, status, isChecked })
  const errors = await wrongIn(desk, c, act, texts, head)
  if (errors.length > 0) return draw(errors, 422)
  if (act === 'kill' && text('confirm') !== 'yes') return draw([], 200, true)
  try {
    const { filing } = filingOf(act, texts, person.name)
    const publication = { filing, item: id, expects: texts.seq, key: `desk ${id} ${texts.key}` }
    const isSent = (await storedAnswer(desk.db, publication.key)) !== null
    if (!isSent && needsSecondPerson(desk, filing))
      return c.redirect(await askForAct(desk, person, { publication, head, form: texts.key }), 303)
    const sent = await publish(desk.publisher, publication)
    return c.redirect(`/desk/items/${id}?sent=${sent.seq}`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fresh = { ...texts, seq: head.lastSeq }
    const errors = [{ field: null, message: words(c, error) }]
    return drawSheet(desk, c, { act, head, texts: fresh, errors, isChecked: false, status: statusOf(error.code) })
  }
}

const textsOf = (text: (name: string) => string) => ({
  reason: text('reason'),
  note: text('note').trim(),
  line: text('line').trim(),
  replacedBy: text('replacedBy').trim(),
  key: text('key'),
})

const words = (c: Context<WebEnv>, refusal: Refusal): string => {
  const { language } = screenOf(c)
  if (refusal.code === 'key-reused') return t(language, 'desk.wrong.already')
  const { title, advice } = refusalMessage(language, refusal)
  return refusal.code === 'item-moved' ? t(language, 'desk.wrong.moved') : `${title}. ${advice}`
}

/** What has to be put right before it can be sent. */
const wrongIn = async (
  desk: Desk,
  c: Context<WebEnv>,
  act: Act,
  texts: ActTexts,
  head: ItemHead,
): Promise<FieldError[]> => {
  const { language } = screenOf(c)
  const errors: FieldError[] = []
  if (signalTable[act].note === 'required' && texts.note === '') {
    errors.push({ field: 'note', message: t(language, 'desk.wrong.reason') })
  }
  if (isTakeback(act) && reasonOf(texts) === undefined)
    errors.push({ field: 'reason', message: t(language, 'desk.wrong.reasonClass') })
  if (texts.note.length > 4000) errors.push({ field: 'note', message: t(language, 'desk.wrong.length') })
  if (texts.line.length > 1000) errors.push({ field: 'line', message: t(language, 'desk.wrong.length') })
  const replacement = replacementOf(texts)
  const isKnown = replacement !== null && replacement !== head.id && (await itemHead(desk.db, replacement)) !== null
  if (texts.replacedBy !== '' && !isKnown) {
    errors.push({ field: 'replacedBy', message: t(language, 'desk.wrong.replacement') })
  }
  return errors
}

const isTakeback = (act: Act): boolean => act === 'kill' || act === 'withhold'

const reasonOf = ({ reason }: ActTexts): KillReason | undefined => killReasons.find(each => each === reason)

const replacementOf = ({ replacedBy }: ActTexts): ItemId | null => {
  try {
    return replacedBy === '' ? null : parseItemId(replacedBy)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const filingOf = (act: Act, texts: ActTexts, by: string): { filing: Filing } => ({
  filing: {
    signal: act,
    content: null,
    note: texts.note === '' ? null : texts.note,
    line: texts.line === '' || act === 'advisory' || act === 'release' ? null : texts.line,
    reason: isTakeback(act) ? reasonOf(texts) : undefined,
    replacedBy: act === 'kill' ? replacementOf(texts) : null,
    ...{ embargo: null, group: null, by },
  },
})
