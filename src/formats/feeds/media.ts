import type { Rendition, RenditionRole } from '../../domain/media.ts'
import { attributeOf, childrenOf, type Element } from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'

/** The address, absolute; null where it is neither http nor https. */
export const absolute = (address: string | null, base: string | null): string | null => {
  const url = address === null ? null : URL.parse(address.trim(), base ?? undefined)
  return url !== null && /^https?:$/u.test(url.protocol) ? url.href : null
}

/** What a file of an entry may say of itself, in words. */
export interface File {
  readonly href: string | null
  readonly contentType?: string | null
  readonly sizeBytes?: string | null
  readonly widthPixels?: string | null
  readonly heightPixels?: string | null
  readonly durationSeconds?: string | null
  readonly role?: RenditionRole
}

/** Files as renditions, each address once; those without an address on the web are remarked. */
export const renditionsOf = (
  files: readonly File[],
  base: string | null,
): { renditions: Rendition[]; remarks: Remark[] } => {
  const found = new Map<string, Rendition>()
  const remarks: Remark[] = []
  for (const file of files.slice(0, mostFiles)) {
    const href = absolute(file.href, base)
    if (href === null)
      remarks.push({
        kind: 'lost',
        field: 'renditions',
        detail: `"${(file.href ?? '').slice(0, 80)}" is no address on the web`,
      })
    else found.set(href, merged(found.get(href), rendition(file, href)))
  }
  if (files.length > mostFiles)
    remarks.push({ kind: 'lost', field: 'renditions', detail: `all but the first ${mostFiles} files` })
  return { renditions: [...found.values()], remarks }
}

/** RSS says the same file twice, as enclosure and as media. */
const merged = (first: Rendition | undefined, second: Rendition): Rendition =>
  first === undefined
    ? second
    : {
        ...first,
        contentType: first.contentType ?? second.contentType,
        sizeBytes: first.sizeBytes ?? second.sizeBytes,
        widthPixels: first.widthPixels ?? second.widthPixels,
        heightPixels: first.heightPixels ?? second.heightPixels,
        durationSeconds: first.durationSeconds ?? second.durationSeconds,
      }

const mostFiles = 100

const rendition = (file: File, href: string): Rendition => ({
  role: file.role ?? 'original',
  href,
  contentType: mediaType(file.contentType ?? ''),
  sizeBytes: countOf(file.sizeBytes),
  widthPixels: countOf(file.widthPixels),
  heightPixels: countOf(file.heightPixels),
  durationSeconds: secondsOf(file.durationSeconds),
})

/** A type that says nothing, which an enclosure must have, is none. */
const mediaType = (text: string): string | null => {
  const type = /^[\w.+-]+\/[\w.+-]+/u.exec(text.trim())?.[0].toLowerCase() ?? null
  return type === 'application/octet-stream' ? null : type
}

// Feeds write 0 for a size that they do not know.
const countOf = (text: string | null | undefined): number | null => {
  const count = /^\d{1,15}$/u.test((text ?? '').trim()) ? Number(text) : 0
  return count === 0 ? null : count
}

/** Seconds, with a fraction or as `1:02:03`. */
const secondsOf = (text: string | null | undefined): number | null => {
  const found = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,9}(?:\.\d{1,9})?)$/u.exec((text ?? '').trim())
  return found === null ? null : Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3])
}

/** Files of Media RSS in an entry: `content`, alone or in a `group`, and `thumbnail` (Media RSS 1.5.1). */
export const mediaFiles = (entry: Element): File[] => {
  const media = (element: Element, name: string) => childrenOf(element, name).filter(({ prefix }) => prefix === 'media')
  const contents = [entry, ...media(entry, 'group')].flatMap(each => media(each, 'content'))
  const thumbs = [entry, ...media(entry, 'group'), ...contents].flatMap(each => media(each, 'thumbnail'))
  return [...contents.filter(each => attributeOf(each, 'url') !== null).map(contentFile), ...thumbs.map(thumbFile)]
}

const contentFile = (element: Element): File => ({
  href: attributeOf(element, 'url'),
  contentType: attributeOf(element, 'type'),
  sizeBytes: attributeOf(element, 'fileSize'),
  widthPixels: attributeOf(element, 'width'),
  heightPixels: attributeOf(element, 'height'),
  durationSeconds: attributeOf(element, 'duration'),
})

const thumbFile = (element: Element): File => ({
  href: attributeOf(element, 'url'),
  widthPixels: attributeOf(element, 'width'),
  heightPixels: attributeOf(element, 'height'),
  role: 'thumb',
})
