import type { Context } from 'hono'
import type { Person } from '../../accounts/people.ts'
import { canonicalJson } from '../../domain/canonical.ts'
import type { SentVersion } from '../../domain/version.ts'
import type { DraftFields, DraftSignal, DraftText, MediaText } from '../../store/draft.ts'
import { fieldsOfContent } from '../../store/draft-fields.ts'
import type { WebEnv } from '../../web/env.ts'
import { carriedText, hasFiles, type MediaField, mediaFields, rightsFields } from '../media/text.ts'
import { readKept } from './kept.ts'

/** The inputs of the editor that hold text, in the order of the page. `kept` goes with the body. */
export const textFields = [
  'headline',
  'deck',
  'dateline',
  'bylines',
  'body',
  'summary',
  'language',
  'category',
  'priority',
  'keywords',
  'subjects',
  'group',
  'sources',
  'people',
  'organisations',
  'places',
  'links',
  'embargo',
  'embargoUntil',
  'expiresAt',
  'dismissed',
] as const satisfies readonly (keyof DraftFields)[]
export type TextField = (typeof textFields)[number]

/** What stands in a field; a draft of before the field has nothing in it, and of its files what came with it. */
export const fieldText = (fields: DraftFields, name: TextField | MediaField): string =>
  fields[name] ?? (isMediaField(name) ? carriedText(fields.carried, name) : '')

const isMediaField = (name: TextField | MediaField): name is MediaField => mediaFields.some(each => each === name)

/** The fields of a draft: those of its files only where it has any; rights it has always. */
export const fieldsOf = (fields: DraftFields): readonly (TextField | MediaField)[] => [
  ...textFields,
  ...(hasFiles(fields) ? mediaFields : rightsFields),
]

/** The texts of a posted form by name; line ends as the database has them, without the sign it cannot store. */
export const readForm = async (c: Context<WebEnv>): Promise<(name: string) => string> => {
  const form = await c.req.parseBody()
  return name => {
    const value = form[name]
    return typeof value === 'string' ? value.replace(/\r\n?/gu, '\n').replaceAll('\u0000', '') : ''
  }
}

/** What a draft of an item on the wire may become. */
export const laterSignals = ['update', 'correction'] as const satisfies readonly DraftSignal[]

/** What an editor typed into the fields of the editor. @param before the draft as it is stored: what is no input goes on with it, and so do the fields of
 *  its files and rights where the form does not say (by `files` or `rights`) that it has them @throws Refusal `bad-input` where `kept` is no body */
export const draftFromForm = (text: (name: string) => string, before: DraftText): DraftText => {
  const typed = Object.fromEntries(textFields.map(name => [name, text(name)])) as Record<TextField, string>
  const isTyped = (name: MediaField) =>
    text('files') !== '' || (text('rights') !== '' && rightsFields.some(each => each === name))
  const ofFiles = mediaFields.map(name => [name, isTyped(name) ? text(name) : before.fields[name]] as const)
  return {
    signal: before.signal === 'new' ? 'new' : (laterSignals.find(each => each === text('signal')) ?? before.signal),
    fields: {
      ...typed,
      ...(Object.fromEntries(ofFiles.filter(([, value]) => value !== undefined)) as MediaText),
      ...{ kept: readKept(text('kept'), before.fields.kept), carried: before.fields.carried },
    },
    note: text('note'),
    line: text('line'),
  }
}

/** A draft with nothing in it, in the language of who begins it. @param type of a collection; anything else begins a text */
export const emptyDraft = (person: Person, type = ''): DraftText => ({
  signal: 'new',
  fields: {
    ...{ headline: '', deck: '', dateline: '', bylines: '', body: '', kept: [], summary: '' },
    ...{ language: person.language, category: '', priority: '4', keywords: '', subjects: '', group: '' },
    ...{ sources: '', embargo: 'none', embargoUntil: '' },
    ...(type === 'collection' ? { carried: { type, members: [] } } : {}),
  },
  note: '',
  line: '',
})

/** The newest version of an item as the beginning of the next. @param timeZone of the agency */
export const draftFromVersion = (
  { content, group, type }: SentVersion,
  signal: DraftSignal,
  timeZone: string,
): DraftText => ({
  signal,
  fields: fieldsOfContent(content, { type, group, embargo: null, timeZone }),
  note: '',
  line: '',
})

/** Whether two drafts say the same, whoever saved them. */
export const isSameDraft = (a: DraftText, b: DraftText): boolean =>
  a.signal === b.signal &&
  a.note === b.note &&
  a.line === b.line &&
  canonicalJson(a.fields.kept) === canonicalJson(b.fields.kept) &&
  canonicalJson(a.fields.carried?.members ?? null) === canonicalJson(b.fields.carried?.members ?? null) &&
  fieldsOf(a.fields).every(name => fieldText(a.fields, name) === fieldText(b.fields, name))
