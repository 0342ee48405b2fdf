import type { Db } from '../store/db.ts'
import type { Blobs } from './blobs.ts'
import { createLinks, type Links } from './link.ts'
import { linkKeyOf } from './link-key.ts'
import type { Offered } from './offer.ts'
import { type BlobPlace, openBlobs } from './open-blobs.ts'
import type { Served } from './serve.ts'
import { servedOf } from './serving.ts'

/** Files as one process holds them. */
export interface Media {
  readonly db: Db
  readonly blobs: Blobs
  readonly links: Links
  /** The address below which files are served, without a slash at its end. */
  readonly url: string
  /** Whether links work from the address alone that asked for them. */
  readonly bindsAddress: boolean
  /** A file that was offered, as it goes out. */
  served(offered: Offered): Promise<Served>
  stop(): Promise<void>
}

/** Opens where files are kept. @param secretKey the operator's, where there is one @throws SetupError where nothing can be kept there */
export const openMedia = async ({
  db,
  settings,
  secretKey,
}: {
  readonly db: Db
  readonly settings: { readonly blobs: BlobPlace; readonly publicUrl: string; readonly linkBindsAddress: boolean }
  readonly secretKey: Buffer | null
}): Promise<Media> => {
  const blobs = await openBlobs(settings)
  const url = mediaUrlOf(settings)
  return {
    db,
    blobs,
    links: createLinks(await linkKeyOf(db, secretKey), url),
    url,
    bindsAddress: settings.linkBindsAddress,
    served: offered => servedOf({ blobs, offered }),
    stop: () => blobs.close(),
  }
}

/** The address below which files are served. */
export const mediaUrlOf = ({ publicUrl }: { readonly publicUrl: string }): string => `${publicUrl}/v1/media`
