import type { ItemType } from '../../domain/ids.ts'
import type { MediaFacts, Rendition } from '../../domain/media.ts'
import type { Language } from '../../domain/taxonomy.ts'
import type { Rights } from '../../domain/version.ts'
import { mergeRenditions } from '../../media/merge.ts'
import type { Asset } from '../../store/asset.ts'
import type { Carried, DraftFields, MediaText } from '../../store/draft.ts'
import { t } from '../../web/i18n/translate.ts'

/** The inputs of the editor for what is known of files beside the words, in the order of the page. */
export const mediaFields = [
  'altText',
  'credit',
  'takenAt',
  'city',
  'region',
  'country',
  'countryCode',
  'persons',
  'holder',
  'notice',
  'terms',
] as const satisfies readonly (keyof MediaText)[]
export type MediaField = (typeof mediaFields)[number]

/** Those that texts have too. */
export const rightsFields = ['holder', 'notice', 'terms'] as const satisfies readonly MediaField[]

const mediaTypes: readonly ItemType[] = ['picture', 'video', 'graphic', 'file']

/** Whether a draft is of something that has files. */
export const hasFiles = ({ carried }: Pick<DraftFields, 'carried'>): boolean =>
  carried !== undefined && mediaTypes.includes(carried.type)

/** The uploads that a draft is made of. */
export const assetsOfDraft = ({ carried }: Pick<DraftFields, 'carried'>): readonly string[] =>
  carried?.media?.assets ?? []

/** What came with a draft, as text. */
export const carriedText = (carried: Pick<Carried, 'media' | 'rights'> | undefined, name: MediaField): string => {
  const { media, rights } = carried ?? {}
  const place = media?.place
  switch (name) {
    case 'altText':
    case 'credit':
    case 'takenAt':
      return media?.[name] ?? ''
    case 'city':
    case 'region':
    case 'country':
    case 'countryCode':
      return place?.[name] ?? ''
    case 'persons':
      return media?.persons.join('\n') ?? ''
    default:
      return rights?.[name] ?? ''
  }
}

export interface DraftFiles {
  readonly media?: MediaFacts
  readonly rights?: Rights
  readonly renditions?: readonly Rendition[]
}

/** What a draft says of its files, and the files themselves as they are now. @param assets those of its uploads that there are */
export const filesOfDraft = (
  fields: DraftFields,
  { assets, language }: { readonly assets: readonly Asset[]; readonly language: Language },
  wrong: (field: string, message: string) => null,
): DraftFiles => {
  const { carried } = fields
  const text = (name: MediaField) => (fields[name] ?? carriedText(carried, name)).trim()
  const ids = assetsOfDraft(fields)
  for (const message of notReady(ids, assets, language)) wrong('files', message)
  const renditions = ids.length === 0 ? (carried?.renditions ?? []) : mergeRenditions(assets)
  if (ids.length === 0 && renditions.length === 0) wrong('files', t(language, 'desk.wrong.noFile'))
  const takenAt = text('takenAt').replace(/^(\d{4}-\d\d-\d\d) (?=\d)/u, '$1T')
  if (takenAt !== '' && !/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/u.test(takenAt))
    wrong('takenAt', t(language, 'desk.wrong.takenAt'))
  const countryCode = text('countryCode').toUpperCase()
  if (countryCode !== '' && !/^[A-Z]{2}$/u.test(countryCode))
    wrong('countryCode', t(language, 'desk.wrong.countryCode'))
  const place = {
    ...{ city: text('city') || null, region: text('region') || null, country: text('country') || null },
    countryCode: countryCode || null,
  }
  const media: MediaFacts = {
    assets: ids,
    altText: text('altText') || null,
    takenAt: takenAt || null,
    place: Object.values(place).some(each => each !== null) ? place : null,
    persons: linesOf(text('persons')),
    credit: text('credit') || null,
    focus: assets[0] === undefined ? (carried?.media?.focus ?? null) : assets[0].edit.focus,
  }
  const rights = rightsOfDraft(fields)
  return {
    ...(isSaid(media) ? { media } : {}),
    ...(rights === null ? {} : { rights }),
    ...(renditions.length === 0 ? {} : { renditions }),
  }
}

/** Whose a draft says that its content is; null: nobody else's than the agency's. */
export const rightsOfDraft = (fields: DraftFields): Rights | null => {
  const text = (name: (typeof rightsFields)[number]) =>
    (fields[name] ?? carriedText(fields.carried, name)).trim() || null
  const rights = { holder: text('holder'), notice: text('notice'), terms: text('terms') }
  return Object.values(rights).some(each => each !== null) ? rights : null
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

const isSaid = ({ assets, persons, ...rest }: MediaFacts): boolean =>
  assets.length > 0 || persons.length > 0 || Object.values(rest).some(each => each !== null)

/** What stands in the way of sending uploads, in words. */
const notReady = (ids: readonly string[], assets: readonly Asset[], language: Language): string[] =>
  ids.flatMap(id => {
    const asset = assets.find(each => each.id === id)
    if (asset === undefined) return [t(language, 'desk.wrong.goneFile')]
    const name = asset.fileName
    if (asset.state === 'waiting') return [t(language, 'desk.wrong.waiting', { name })]
    if (asset.state === 'failed') return [t(language, 'desk.wrong.failed', { name, reason: asset.remark ?? '' })]
    return []
  })
