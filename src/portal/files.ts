import { coversRendition, useOf } from '../domain/licence.ts'
import { blobOf, type Rendition, type RenditionRole, soldSizes } from '../domain/media.ts'
import type { ThumbView } from '../web/components/thumb.tsx'
import type { Visit } from './env.ts'
import type { Story } from './story.ts'

/** A file of a story, and what its reader may do with it. `used-up`: covered, but the downloads of the day are spent. */
export interface FileLine {
  readonly file: Rendition
  readonly state: 'offered' | 'used-up' | 'not-covered'
  /** Whether the subscriber has taken it today: it counts no more. */
  readonly isTaken: boolean
}

/** How many downloads a subscriber has had today, and may have; a limit of null: any number. */
export interface Quota {
  readonly used: number
  readonly limit: number | null
}

/** A picture that may be shown. */
export interface ShownImage {
  readonly src: string
  readonly file: Rendition
}

/** The files of a version as they are kept, whoever may have them. */
const filesOf = ({ delivery: { version, notice } }: Story): readonly Rendition[] =>
  notice === null ? (version.content.renditions ?? []).filter(each => blobOf(each) !== null) : []

/** Where a file is fetched in the portal. @param number of the version it is shown for, so that another file has another address */
export const fileHref = ({ delivery: { version } }: Story, role: RenditionRole, number?: number): string =>
  `/portal/media/${version.item}/${role}${number === undefined ? '' : `?v=${number}`}`

const imageOf = (story: Story, roles: readonly RenditionRole[]): ShownImage | null => {
  const files = filesOf(story)
  const file = roles.map(role => files.find(each => each.role === role)).find(each => each !== undefined)
  return file === undefined ? null : { file, src: fileHref(story, file.role, story.delivery.version.number) }
}

/** What a screen shows of a story that has pictures: whole where the licence covers it in full, else under a watermark. */
export const imageFor = (story: Story): ShownImage | null => {
  const { face } = story.delivery
  if (face === 'notice') return null
  return imageOf(story, face === 'full' ? ['preview', 'comp', 'thumb'] : ['comp', 'thumb'])
}

export const durationOf = (story: Story): number | null =>
  filesOf(story).find(({ durationSeconds }) => durationSeconds !== null)?.durationSeconds ?? null

/** What stands for a story that is no text in lists; null for a text. */
export const thumbOf = (story: Story): ThumbView | null => {
  const { version, face } = story.delivery
  const { type } = version
  if (type === 'text') return null
  const src = face === 'notice' ? null : (imageOf(story, ['thumb'])?.src ?? null)
  return { type, src, durationSeconds: face === 'notice' || type !== 'video' ? null : durationOf(story) }
}

const crops: readonly RenditionRole[] = ['wide', 'square', 'tall']

/** The sizes that are sold of a story, best first, and its crops; none where it is not covered in full. */
export const filesFor = (
  story: Story,
  { scope }: Pick<Visit, 'scope'>,
  { quota, taken }: { readonly quota: Quota; readonly taken: readonly RenditionRole[] },
): { readonly sizes: readonly FileLine[]; readonly crops: readonly FileLine[] } => {
  const { type } = story.delivery.version
  if (scope === null || story.delivery.face !== 'full') return { sizes: [], crops: [] }
  const isUsedUp = quota.limit !== null && quota.used >= quota.limit
  const lines = filesOf(story)
    .filter(({ role }) => useOf(role) === 'sold')
    .map((file): FileLine => {
      const isTaken = taken.includes(file.role)
      const isCovered = coversRendition(scope, type, file.role)
      return { file, isTaken, state: !isCovered ? 'not-covered' : isUsedUp && !isTaken ? 'used-up' : 'offered' }
    })
  const order = soldSizes[type]
  const place = ({ file: { role } }: FileLine) => (order.indexOf(role) === -1 ? order.length : order.indexOf(role))
  return {
    // What came in is nobody's business but where it is what is sold.
    sizes: lines
      .filter(({ file: { role }, state }) => !crops.includes(role) && (role !== 'original' || state !== 'not-covered'))
      .sort((a, b) => place(a) - place(b)),
    crops: lines.filter(({ file: { role } }) => crops.includes(role)),
  }
}

/** The best size that a licence covers, whatever is left of the day; null where there is none. */
export const bestLine = (story: Story, visit: Pick<Visit, 'scope'>): FileLine | null => {
  const { sizes } = filesFor(story, visit, { quota: { used: 0, limit: null }, taken: [] })
  return sizes.find(({ state }) => state === 'offered') ?? null
}

/** Where it is fetched. */
export const bestOf = (story: Story, visit: Pick<Visit, 'scope'>): string | null => {
  const best = bestLine(story, visit)
  return best === null ? null : fileHref(story, best.file.role)
}

/** Films that browsers play. */
const played = ['video/mp4', 'video/webm']
/** Small ones first: a screen needs no more. */
const playOrder: readonly RenditionRole[] = ['sd', 'web', 'hd', 'original']

/** What a player plays: the smallest size that may be had, or one that was taken today already. */
export const filmOf = (lines: readonly FileLine[]): FileLine | null => {
  const open = playOrder
    .flatMap(role => lines.find(({ file }) => file.role === role) ?? [])
    .filter(({ file, state }) => state === 'offered' && played.includes(file.contentType ?? ''))
  return open.find(each => each.isTaken) ?? open[0] ?? null
}
