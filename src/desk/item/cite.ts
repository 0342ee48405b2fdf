import type { Person } from '../../accounts/people.ts'
import type { Body, Span } from '../../domain/body.ts'
import { writeBody } from '../../domain/body-text.ts'
import { Refusal } from '../../domain/refusal.ts'
import { readSources, writeSources } from '../../domain/source-lines.ts'
import type { ReadItem } from '../../formats/reading.ts'
import { documentOf } from '../../intake/document.ts'
import { type DraftFields, insertDraft, isDraftId, makeDraftId, requireDraft } from '../../store/draft.ts'
import { saveDraft } from '../../store/draft-save.ts'
import type { Incoming } from '../../store/intake-item.ts'
import { formatDateTime } from '../../web/i18n/format.ts'
import type { Desk } from '../env.ts'
import { languageOfDraft } from '../rows.tsx'
import { emptyDraft } from '../write/draft-form.ts'

/** What is cited, where to, and by whom. */
export interface Citing {
  readonly row: Incoming
  /** The id of an open draft; anything else begins a new one. */
  readonly draft: string
  readonly person: Person
  readonly timeZone: string
}

/**
 * Quotes an item that came in at the end of a draft: its words as a quotation, then author, time and address; the author becomes a source of the story.
 * @returns the draft's id
 * @throws Refusal `not-found` for a draft that is not there or not open; `draft-moved` where somebody saves it all the time
 */
export const citeIncoming = async (desk: Desk, { row, draft, person, timeZone }: Citing): Promise<string> => {
  const item = documentOf(row.document)
  if (!isDraftId(draft)) {
    const id = makeDraftId()
    const begun = emptyDraft(person)
    const fields = citedIn(begun.fields, { row, item, timeZone })
    await insertDraft(desk.db, { ...begun, fields, id, item: null, baseSeq: null, by: person.id })
    return id
  }
  for (let tries = 0; tries < 5; tries++) {
    const stored = await requireDraft(desk.db, draft)
    if (stored.closedAt !== null) throw new Refusal('not-found', 'this draft is not open any more')
    const fields = citedIn(stored.fields, { row, item, timeZone })
    const { id, revision, signal, note, line } = stored
    if ((await saveDraft(desk.db, { id, revision, signal, note, line, fields, by: person.id })) !== null) return id
  }
  throw new Refusal('draft-moved', 'somebody is saving this draft at the moment')
}

interface Cited {
  readonly row: Incoming
  readonly item: ReadItem
  readonly timeZone: string
}

/** The fields of a draft with the quotation at the end of its text and the author among its sources. */
const citedIn = (fields: DraftFields, cited: Cited): DraftFields => {
  const { row, item } = cited
  const author = item.sources[0]?.name ?? item.bylines[0] ?? item.provider ?? row.sourceName
  const uri = [item.url, item.sources[0]?.uri].find(each => each != null && /^https?:\/\/\S+$/iu.test(each)) ?? null
  const quotation = writeBody(quotationOf(fields, cited, { author, uri })).text
  const known = readSources(fields.sources ?? '')
  const isKnown = known.some(each => (uri === null ? each.name === author : each.uri === uri))
  return {
    ...fields,
    body: fields.body.trim() === '' ? quotation : `${fields.body.trimEnd()}\n\n${quotation}`,
    sources: isKnown ? (fields.sources ?? '') : writeSources([...known, { name: author, uri }]),
  }
}

/** The words as quotations, a block each; then a line with the author, when it was written, and where it stands. */
const quotationOf = (
  fields: DraftFields,
  { row, item, timeZone }: Cited,
  { author, uri }: { author: string; uri: string | null },
): Body => {
  const said = item.body.flatMap(block => {
    if (block.kind === 'table' || block.kind === 'figure') return []
    return 'items' in block ? block.items : [block.spans]
  })
  const words = said.length === 0 ? [[{ text: item.headline }]] : said
  const name = item.bylines[0]
  const who = name !== undefined && name !== author ? `${name} (${author})` : author
  const language = languageOfDraft({ fields })
  const time = formatDateTime(language, item.firstCreated ?? item.versionCreated ?? row.at, timeZone)
  const credit: Span[] = [
    { text: `— ${who}, ${time}` },
    ...(uri === null ? [] : [{ text: ', ' }, { text: uri, href: uri }]),
  ]
  return [...words.map(spans => ({ kind: 'blockquote' as const, spans })), { kind: 'p', spans: credit }]
}
