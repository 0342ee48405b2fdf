import type { Body } from '../../domain/body.ts'
import { plain } from '../../domain/body.ts'
import { readBody, writeBody } from '../../domain/body-text.ts'
import type { ItemId } from '../../domain/ids.ts'
import type { Content, Embargo } from '../../domain/version.ts'
import { assetsOf } from '../../store/asset.ts'
import { type Draft, type DraftFields, type DraftText, isDraftId, requireDraft } from '../../store/draft.ts'
import type { FieldError } from '../../web/components/error-summary.tsx'
import { t } from '../../web/i18n/translate.ts'
import type { DraftSending } from '../../wire/send-draft.ts'
import type { Desk } from '../env.ts'
import type { Seat } from '../frame.tsx'
import { assetsOfDraft } from '../media/text.ts'
import { fieldText } from './draft-form.ts'
import { filingOf } from './filing.ts'
import { sentAs } from './sent-as.ts'

/** A picture in the text of a story that is a draft itself, with the caption that is written there. */
export interface DraftFigure {
  readonly draft: string
  /** In the convention of domain/body-text.ts. */
  readonly caption: string
}

/** The pictures of a text that are drafts, in its order, each once. */
const draftFigures = (body: Body): DraftFigure[] => {
  const figures = new Map<string, DraftFigure>()
  for (const block of body) {
    if (block.kind !== 'figure' || !isDraftId(block.item) || figures.has(block.item)) continue
    const caption = plain(block.caption).trim() === '' ? '' : writeBody([{ kind: 'p', spans: block.caption }]).text
    figures.set(block.item, { draft: block.item, caption })
  }
  return [...figures.values()]
}

/** The pictures of a draft that are drafts. */
export const figuresOfDraft = ({ body, kept }: Pick<DraftFields, 'body' | 'kept'>): DraftFigure[] =>
  draftFigures(readBody({ text: body, kept }).body)

/** What the pictures of a story take from it where they say nothing themselves. */
export interface PicturesStory {
  readonly content: Content
  readonly embargo: Embargo | null
  readonly group: string | null
}

/** What is sent before a story, and which of its pictures are on the wire already. */
export interface PicturesPlan {
  readonly pictures: readonly DraftSending[]
  readonly items: ReadonlyMap<string, ItemId>
}

/** Plans the pictures in the text of a story. @returns what stands in the way beside the story's text, each picture named */
export const planPictures = async (
  desk: Desk,
  seat: Seat,
  story: PicturesStory,
): Promise<PicturesPlan | { errors: FieldError[] }> => {
  const pictures: DraftSending[] = []
  const items = new Map<string, ItemId>()
  const errors: FieldError[] = []
  for (const figure of draftFigures(story.content.body)) {
    const draft = await requireDraft(desk.db, figure.draft)
    const sent = await sentAs(desk, draft)
    if (sent !== null) items.set(figure.draft, sent.item)
    else {
      const planned = await planPicture(desk, seat, { draft, figure, story })
      if ('errors' in planned) errors.push(...planned.errors)
      else pictures.push(planned)
    }
  }
  return errors.length > 0 ? { errors } : { pictures, items }
}

const planPicture = async (
  desk: Desk,
  seat: Seat,
  { draft, figure, story }: { draft: Draft; figure: DraftFigure; story: PicturesStory },
): Promise<DraftSending | { errors: FieldError[] }> => {
  const { language, timeZone } = seat.screen
  const text = pictureText(draft, figure, story)
  const name = text.fields.headline
  const named = (message: string): FieldError => ({
    field: 'body',
    message: t(language, 'desk.pictures.wrong', { name, message }),
  })
  if (draft.closedAt !== null) return { errors: [named(t(language, 'desk.pictures.discarded'))] }
  const missing = [
    ...(text.fields.body.trim() === '' ? [t(language, 'desk.pictures.noCaption')] : []),
    ...(fieldText(text.fields, 'altText').trim() === '' ? [t(language, 'desk.pictures.noAltText')] : []),
  ]
  const assets = await assetsOf(desk.db, assetsOfDraft(draft.fields))
  const now = desk.publisher.clock()
  const read = filingOf(text, { language, timeZone, by: seat.person.name, now, assets })
  const wrong = 'errors' in read ? read.errors.map(each => each.message) : []
  if ('errors' in read || missing.length > 0) return { errors: [...missing, ...wrong].map(named) }
  // What is under embargo with the story may not be out before it.
  const filing = { ...read.filing, embargo: read.filing.embargo ?? story.embargo }
  return { draft: draft.id, revision: draft.revision, filing, type: read.type, item: null, expects: null, pictures: [] }
}

/** A picture as it goes out with a story: with the caption that is written there, and filed like it where it says nothing itself. */
const pictureText = (draft: DraftText, { caption }: DraftFigure, { content, group }: PicturesStory): DraftText => {
  const { fields } = draft
  const body = caption === '' ? fields.body : caption
  const own = (text: string, otherwise: string) => (text.trim() === '' ? otherwise : text)
  return {
    ...draft,
    fields: {
      ...fields,
      body,
      headline: own(fields.headline, content.headline),
      category: own(fields.category, content.category),
      language: own(fields.language, content.language),
      group: own(fields.group, group ?? ''),
    },
  }
}
