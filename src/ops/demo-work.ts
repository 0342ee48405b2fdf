import type { Language } from '../domain/taxonomy.ts'
import type { Db } from '../store/db.ts'
import { deskUnits, insertDesk, setDeskMembers } from '../store/desk-unit.ts'
import { type DraftFields, insertDraft } from '../store/draft.ts'
import { recordDraftEvent } from '../store/draft-event.ts'
import { assignDraft, moveStage, moveToDesk } from '../store/draft-stage.ts'
import { staffPerson } from '../store/person.ts'
import { insertTemplate, templates } from '../store/template.ts'

interface DemoDraft {
  readonly id: string
  readonly by: string
  readonly desk: string
  readonly stage: 'writing' | 'review' | 'ready'
  readonly language: Language
  readonly category: string
  readonly headline: string
  readonly body: string
  readonly to?: string
  readonly note?: string
}

const desks: readonly { name: string; members: readonly string[] }[] = [
  { name: 'Lake and harbour', members: ['editor', 'writer'] },
  { name: 'Money', members: ['night.editor'] },
]

const drafts: readonly DemoDraft[] = [
  {
    ...{
      id: 'dra_demo0001',
      by: 'writer',
      desk: 'Lake and harbour',
      stage: 'review',
      language: 'ar',
      category: 'economy',
    },
    headline: 'ميناء قديرة يمدد ساعات العمل في الشتاء',
    body: 'قالت هيئة الميناء إن الأرصفة ستعمل حتى منتصف الليل.\n\nويبدأ الموعد الجديد يوم الاثنين.',
    note: '@Mira Aldane: please check the hours with the harbour office.',
  },
  {
    ...{
      id: 'dra_demo0002',
      by: 'editor',
      desk: 'Lake and harbour',
      stage: 'writing',
      language: 'en',
      category: 'general',
    },
    headline: 'Night ferries on Lake Orsel to run until midnight',
    body: 'Ferries on Lake Orsel will run until midnight from Monday, the harbour office said.',
    to: 'writer',
  },
  {
    ...{ id: 'dra_demo0003', by: 'night.editor', desk: 'Money', stage: 'ready', language: 'tr', category: 'economy' },
    headline: 'Orsel balıkçıları kooperatif kuruyor',
    body: 'Orsel gölündeki balıkçılar bir kooperatif kuracak, liman idaresi açıkladı.',
  },
]

const emailOf = (username: string) => `${username}@meridian.example`

/** Gives the demo agency desks, drafts in every stage, a template and standing background, all invented. Safe to repeat: what is there is left as it is. */
export const addDemoWork = async (db: Db): Promise<void> => {
  for (const { name, members } of desks) {
    const id = await insertDesk(db, name)
    if (id === null) continue
    const people = await Promise.all(members.map(each => staffPerson(db, emailOf(each))))
    await setDeskMembers(db, { id, members: people.flatMap(each => each?.id ?? []) })
  }
  for (const draft of drafts) await addDraft(db, draft)
  await addTemplates(db)
}

const addDraft = async (db: Db, { id, by, desk, stage, to, note, ...text }: DemoDraft): Promise<void> => {
  const [author, editor] = await Promise.all([staffPerson(db, emailOf(by)), staffPerson(db, emailOf('editor'))])
  if (author === null || editor === null) return
  const fields = { ...emptyFields, ...text }
  const isNew = await insertDraft(db, {
    ...{ id, item: null, baseSeq: null, by: author.id, signal: 'new', fields, note: '', line: '' },
  })
  if (!isNew) return
  const unit = (await deskUnits(db)).find(each => each.name === desk)
  if (unit !== undefined) await moveToDesk(db, { draft: id, by: author.id, to: unit.id })
  if (note !== undefined)
    await recordDraftEvent(db, { draft: id, by: author.id, kind: 'comment', note, mentions: [editor.id] })
  if (stage !== 'writing') await moveStage(db, { draft: id, by: author.id, from: 'writing', to: stage })
  const assignee = to === undefined ? null : await staffPerson(db, emailOf(to))
  if (assignee !== null) await assignDraft(db, { draft: id, by: author.id, to: assignee.id })
}

const emptyFields: DraftFields = {
  ...{ headline: '', deck: '', dateline: 'ORSEL', bylines: '', body: '', kept: [], summary: '', language: 'en' },
  ...{
    category: '',
    priority: '4',
    keywords: '',
    subjects: '',
    group: '',
    sources: '',
    embargo: 'none',
    embargoUntil: '',
  },
}

const addTemplates = async (db: Db): Promise<void> => {
  const editor = await staffPerson(db, emailOf('editor'))
  if (editor === null || (await templates(db, 'template')).length > 0) return
  const common = { language: 'en', desk: null, by: editor.id } as const
  const market = { ...emptyFields, category: 'economy', headline: 'Orsel market at noon: index at …' }
  await insertTemplate(db, {
    ...{ ...common, kind: 'template', name: 'Market at noon' },
    fields: { ...market, body: 'The Orsel index stood at … at noon, … points from the close before.' },
  })
  await insertTemplate(db, {
    ...{ ...common, kind: 'snippet', name: 'The ferry strike of spring' },
    fields: {
      ...emptyFields,
      body: 'Crews of the lake ferries stopped work for nine days in spring. The harbour office and the crews agreed on new hours in May.',
    },
  })
}
