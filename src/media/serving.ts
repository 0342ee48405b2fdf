import { endingOf, type RenditionRole } from '../domain/media.ts'
import type { Blobs } from './blobs.ts'
import type { Offered } from './offer.ts'
import type { Served } from './serve.ts'

/** Roles that screens show where they stand. */
const onScreens: readonly RenditionRole[] = ['thumb', 'comp', 'preview', 'web', 'sd']

/** `dl_picture_20261123_1002_web.jpg`. */
export const servedNameOf = ({ version: { item }, rendition: { role, contentType } }: Offered): string =>
  `${item.replaceAll(':', '_')}_${role}.${endingOf(contentType)}`

/** A file that is offered, as it goes out. */
export const servedOf = async ({ blobs, offered }: { blobs: Blobs; offered: Offered }): Promise<Served> => {
  const { version, rendition, digest } = offered
  const { role, contentType, sizeBytes } = rendition
  return {
    blobs,
    digest,
    sizeBytes: sizeBytes ?? 0,
    contentType: contentType ?? 'application/octet-stream',
    fileName: servedNameOf(offered),
    lastModified: version.sentAt,
    isInline: onScreens.includes(role),
  }
}
