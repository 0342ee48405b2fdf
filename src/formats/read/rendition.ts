import type { ItemType } from '../../domain/ids.ts'
import { type Rendition, type RenditionRole, renditionRoles } from '../../domain/media.ts'

const patterns: readonly (readonly [RegExp, RenditionRole])[] = [
  [/thumb|vignette|quicklook/iu, 'thumb'],
  [/preview/iu, 'preview'],
  [/(?:^|[\W_])(?:hd|hd720|hd1080)(?:$|[\W_])/iu, 'hd'],
  [/(?:^|[\W_])sd(?:$|[\W_])/iu, 'sd'],
  [/(?:^|[\W_])(?:web|low|small)(?:$|[\W_])/iu, 'web'],
  [/(?:^|[\W_])(?:print|high|highres|hires|main)(?:$|[\W_])/iu, 'print'],
]

// `…_High.jpg` and its like, as HAS names files.
const suffix = /_(original|high|web|sd|hd|thumb|preview|print|ai|eps|pdf|raster|wide|square|tall|comp)\.[a-z\d]{2,5}$/iu

/** What a file is for: by what its source calls it, the first word that tells, and by the ending of its name; where none does it is the original. */
export const renditionRoleOf = (words: readonly (string | null)[], name: string): RenditionRole => {
  for (const word of [...words, suffix.exec(name)?.[1] ?? null]) {
    if (word === null) continue
    const role =
      renditionRoles.find(each => each === word.toLowerCase()) ?? patterns.find(([like]) => like.test(word))?.[1]
    if (role !== undefined) return role
  }
  return 'original'
}

/** A file as a document names it: an absolute http(s) address, a name beside the document, a path where there is no base for it.
 *  @param base of relative addresses @returns null for any other kind of address */
export const fileAddress = (source: string | null, base: string | null): string | null => {
  if (source === null) return null
  if (/^https?:\/\//iu.test(source)) return source
  if (/^[a-z][a-z\d+.-]*:/iu.test(source) || source.startsWith('//')) return null
  return base !== null && URL.canParse(source, base) ? new URL(source, base).href : source
}

/** A whole number of pixels, bytes or seconds; null where it is none. */
export const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/u.test(text.trim()) ? Number(text) : null

/** A file of which only the address is known. */
export const bareRendition = (role: RenditionRole, href: string): Rendition => ({
  role,
  href,
  contentType: null,
  sizeBytes: null,
  widthPixels: null,
  heightPixels: null,
  durationSeconds: null,
})

const typeWords: readonly (readonly [RegExp, ItemType])[] = [
  [/^(?:image|photo|picture)/iu, 'picture'],
  [/^(?:video|animation|animated)/iu, 'video'],
  [/^graphic|illustration|^map$/iu, 'graphic'],
]

/** The type of an item by what its source calls its files: `Photo`, `image`, `video/mp4`; a file where words are there and none is known.
 *  @param otherwise where there are no words */
export const itemTypeOf = (words: readonly (string | null)[], otherwise: ItemType): ItemType => {
  const said = words.filter(each => each !== null)
  for (const word of said) {
    const type = typeWords.find(([like]) => like.test(word))?.[1]
    if (type !== undefined) return type
  }
  return said.length === 0 ? otherwise : 'file'
}
