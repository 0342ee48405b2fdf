import { type AssetType, isAssetId } from '../../store/asset.ts'

export const assetTypes = ['picture', 'video', 'graphic', 'file'] as const satisfies readonly AssetType[]

/** Which uploads a page shows: all of it stands in the address. */
export interface MediaChoice {
  readonly type: AssetType | null
  readonly whose: 'mine' | 'all'
  /** The last one of the page before. */
  readonly before: { readonly id: string; readonly at: Date } | null
}

/** The choice that an address names; what it names and nobody knows counts as not named. */
export const mediaChoiceOf = (query: URLSearchParams): MediaChoice => {
  const [ms = '', id = ''] = (query.get('before') ?? '').split('.')
  const isPlace = /^\d{1,15}$/u.test(ms) && isAssetId(id)
  return {
    type: assetTypes.find(each => each === query.get('type')) ?? null,
    whose: query.get('whose') === 'mine' ? 'mine' : 'all',
    before: isPlace ? { id, at: new Date(Number(ms)) } : null,
  }
}

/** The address of a choice, as a query, with parts of it changed. */
export const mediaQuery = (choice: MediaChoice, change: Partial<MediaChoice> = {}): string => {
  const { type, whose, before } = { ...choice, ...change }
  const query = new URLSearchParams()
  if (type !== null) query.set('type', type)
  if (whose === 'mine') query.set('whose', whose)
  if (before !== null) query.set('before', `${before.at.getTime()}.${before.id}`)
  return query.size === 0 ? '' : `?${query}`
}

export const mediaHref = (choice: MediaChoice, change: Partial<MediaChoice> = {}): string =>
  `/desk/media${mediaQuery(choice, change)}`
