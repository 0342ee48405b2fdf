import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../src/store/db.ts'
import type { Sitter } from '../kit/desk.ts'
import { drafted, nextDraft, storyForm } from '../kit/drafting.ts'
import type { Places } from './screen.ts'

/** Looks up an example of everything that the demo has, and makes of it what it does not have. */
export const makePlaces = async (
  db: Db,
  { writer, editor, admin }: Readonly<Record<'writer' | 'editor' | 'admin', Sitter>>,
): Promise<Omit<Places, 'language'>> => {
  const item = await one(
    () => db<{ one: string }[]>`
    select i.id as one from item i join entry e on e.seq = i.last_seq
    where i.type = 'text' and i.state = 'usable' and e.language = 'en' and i.version > 1 order by 1 limit 1`,
  )
  const killed = await one(
    () => db<{ one: string }[]>`select id as one from item where state = 'killed' order by 1 limit 1`,
  )
  const picture = await one(
    () => db<{ one: string }[]>`select id as one from item where type = 'picture' order by 1 limit 1`,
  )
  const video = await one(
    () => db<{ one: string }[]>`select id as one from item where type = 'video' order by 1 limit 1`,
  )
  const grouped = await one(
    () => db<{ one: string }[]>`
    select id as one from item i where type = 'text' and group_id is not null
      and exists (select from item p where p.group_id = i.group_id and p.type = 'picture') order by 1 limit 1`,
  )
  const incoming = await one(() => db<{ one: number }[]>`select id as one from intake_item order by id limit 1`)
  const quarantined = await one(
    () => db<{ one: number }[]>`select id as one from intake_raw where status = 'quarantined' limit 1`,
  )
  const source = await one(() => db<{ one: string }[]>`select id as one from intake_source order by id limit 1`)
  const asset = await one(
    () => db<{ one: string }[]>`select id as one from asset where type = 'picture' order by id limit 1`,
  )
  const key = await one(
    () => db<{ one: string }[]>`
    select c.id as one from credential c join person p on p.subscriber_id = c.subscriber_id
    where p.email = 'desk@courier.example' limit 1`,
  )
  const slugs = await db<{ language: string; slug: string }[]>`select distinct on (language) language, slug from teaser`
  const story = (language: string) => slugs.find(each => each.language === language)?.slug ?? 'none'
  const pictureDraft = placeOf(await editor.post('/desk/media/begin', { asset, do: 'each' }))
  const collection = `/desk/drafts/dra_screens00001`
  await editor.post(collection, storyForm({ type: 'collection', headline: 'Lake ferries in pictures', body: '' }))
  await admin.post('/desk/desks', { name: 'Lake and harbour' })
  const scheduled = await drafted(editor, { headline: 'Water levels of the week' })
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await editor.post(`${scheduled}/schedule`, { revision: 1, date: tomorrow, time: '06:00' })
  const flash = { flashKey: 'dra_screens00002', flashLine: 'Dam on Lake Orsel gives way', flashLanguage: 'en' }
  const look = placeOf(await writer.post('/desk/flash', { ...flash, flashCategory: 'general' }))
  const template = placeOf(await editor.post('/desk/templates', { kind: 'template', name: 'Water levels' }))
  return {
    ...{ scheduled, look, template },
    ...{ item, killed, picture, video, grouped, asset, incoming, quarantined, source, key },
    story: { en: story('en'), tr: story('tr'), ar: story('ar') },
    draft: await drafted(editor),
    unready: await drafted(editor, { headline: '', embargo: 'until' }),
    update: await nextDraft(editor, `/desk/items/${item}`, 'update'),
    pictureDraft,
    collection,
  }
}

/** Where an answer leads to, without what it says there. */
const placeOf = (answer: Response): string => {
  const location = answer.headers.get('location')?.split('?', 1)[0]
  if (location === undefined) throw new Error(`a form was answered ${answer.status} and led nowhere`)
  return location
}

/** The one value of a statement, which may have to come in first. @throws Error where it has not come in 30 s */
const one = async <T>(query: () => PromiseLike<readonly { one: T }[]>): Promise<T> => {
  for (let tries = 0; tries < 300; tries++) {
    const [row] = await query()
    if (row !== undefined) return row.one
    await sleep(100)
  }
  throw new Error('something is missing in the demo')
}
