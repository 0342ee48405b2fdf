import type { Rendition, RenditionRole } from '../domain/media.ts'
import type { ReadItem } from '../formats/reading.ts'
import type { IntakeSource } from '../store/intake-source.ts'
import { besideAddress } from './media-beside.ts'
import { baseOf } from './ways/has-base.ts'

/** Sizes by how much can still be made of them; comps and thumbs are not worth having. */
const best: readonly RenditionRole[] = ['original', 'print', 'hd', 'web', 'sd', 'preview']
const drawings: readonly RenditionRole[] = ['ai', 'eps', 'pdf', 'raster']
/** As HAS names them, the best first. */
const hasSizes: Readonly<Partial<Record<ReadItem['type'], readonly (readonly string[])[]>>> = {
  picture: [['print', 'web']],
  video: [['hd', 'web', 'sd']],
  graphic: [['ai'], ['eps'], ['pdf'], ['raster']],
  file: [['file']],
}

type From = Pick<IntakeSource, 'kind' | 'settings' | 'routing'>

/** Whether files of a source's items are fetched: as it is set, else of agencies whose wire we read. */
export const fetchesFiles = ({ kind, routing }: Pick<From, 'kind' | 'routing'>): boolean =>
  routing.files ?? (kind === 'has' || kind === 'dateline')

/**
 * What is to be fetched of an item that came in, each file with the addresses at which it may be had, the best first. Of a picture or a video its best size, since
 * we make the others; of a graphic each of its kinds.
 */
export const wantedFiles = (item: ReadItem, source: From): string[][] => {
  if (item.type === 'text' || item.type === 'collection') return []
  if (isBeside(source)) return grouped(item, item.renditions, ({ href }) => besideAddress(href))
  if (!fetchesFiles(source)) return []
  if (source.kind === 'has') return hasFiles(item, source)
  const isWeb = ({ href }: Rendition) => /^https?:\/\//iu.test(href)
  return grouped(item, item.renditions.filter(isWeb), ({ href }) => addressFrom(href, source))
}

/** Whether the files of a folder belong to the documents in it. */
const isBeside = ({ kind, settings }: From): boolean => kind === 'folder' && Object(settings).files === 'beside'

/** Of a graphic each of its kinds, else the whole as one file; in each the best first. */
const grouped = (
  { type }: ReadItem,
  renditions: readonly Rendition[],
  addressOf: (rendition: Rendition) => string | null,
): string[][] => {
  const files = renditions.filter(({ role }) => role !== 'comp' && role !== 'thumb')
  const kinds = drawings.map(role => files.filter(each => each.role === role)).filter(each => each.length > 0)
  const wanted = type === 'graphic' && kinds.length > 0 ? kinds : [files.toSorted(byWorth)]
  return wanted.map(each => each.flatMap(file => addressOf(file) ?? [])).filter(each => each.length > 0)
}

const hasFiles = ({ id, type }: ReadItem, { settings }: From): string[][] => {
  const { url } = settings as { readonly url: string }
  if (id === null) return []
  return (hasSizes[type] ?? []).map(sizes =>
    sizes.map(size => `${baseOf(url)}/document/${encodeURIComponent(id)}/${size}`),
  )
}

const byWorth = (a: Rendition, b: Rendition): number =>
  worthOf(a) - worthOf(b) || (b.widthPixels ?? 0) - (a.widthPixels ?? 0) || (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0)

const worthOf = ({ role }: Rendition): number => {
  const place = best.indexOf(role)
  return place < 0 ? best.length : place
}

/** Another Dateline names its public address, and may be reached by us at another: its files are where its wire is. */
const addressFrom = (href: string, { kind, settings }: From): string => {
  const { url } = settings as { readonly url?: string }
  const { pathname, search } = new URL(href)
  if (kind !== 'dateline' || url === undefined || !pathname.includes('/v1/media/')) return href
  return `${url.replace(/\/+(?:v1\/*)?$/u, '')}${pathname.slice(pathname.indexOf('/v1/media/'))}${search}`
}
