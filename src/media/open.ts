import { join } from 'node:path'
import type { Agency } from '../formats/rendering.ts'
import type { Db } from '../store/db.ts'
import type { BlobPlace } from './blob-place.ts'
import type { Blobs } from './blobs.ts'
import { createLinks, type Links } from './link.ts'
import { linkKeyOf } from './link-key.ts'
import { openWorkshop } from './make/open-workshop.ts'
import type { Workshop } from './make/workshop.ts'
import type { Offered } from './offer.ts'
import { openBlobs } from './open-blobs.ts'
import type { Served } from './serve.ts'
import { createBeginnings, servedOf } from './serving.ts'
import { createUploads, type Uploads } from './uploads/uploads.ts'

/** Files as one process holds them. */
export interface Media {
  readonly db: Db
  readonly blobs: Blobs
  readonly workshop: Workshop
  readonly links: Links
  /** The address below which files are served, without a slash at its end. */
  readonly url: string
  /** Whether links work from the address alone that asked for them. */
  readonly bindsAddress: boolean
  readonly uploads: Uploads
  /** The largest file that is taken. */
  readonly mostBytes: number
  /** A file that was offered, as it goes out. @throws MissingBlob */
  served(offered: Offered): Promise<Served>
  stop(): Promise<void>
}

/** Opens where files are kept; the workshop starts its processes when there is something to do. @param secretKey the operator's, where there is one
 *  @throws SetupError where nothing can be kept there */
export const openMedia = async ({
  db,
  agency,
  settings,
  secretKey,
}: {
  readonly db: Db
  readonly agency: Agency
  readonly settings: {
    readonly blobs: BlobPlace
    readonly publicUrl: string
    readonly linkBindsAddress: boolean
    readonly uploadLimitMib: number
    readonly dataDir: string
  }
  readonly secretKey: Buffer | null
}): Promise<Media> => {
  const blobs = await openBlobs(settings)
  const workshop = openWorkshop()
  const url = mediaUrlOf(settings)
  const beginnings = createBeginnings()
  const mostBytes = settings.uploadLimitMib * 1_048_576
  const folder = join(settings.dataDir, 'uploads')
  const uploads = createUploads({ db, blobs, workshop, folder, mostBytes })
  return {
    db,
    blobs,
    workshop,
    links: createLinks(await linkKeyOf(db, secretKey), url),
    url,
    bindsAddress: settings.linkBindsAddress,
    uploads,
    mostBytes,
    served: offered => servedOf({ db, blobs, agency, beginnings }, offered),
    async stop() {
      uploads.stop()
      await workshop.stop()
      await blobs.close()
    },
  }
}

/** The address below which files are served. */
export const mediaUrlOf = ({ publicUrl }: { readonly publicUrl: string }): string => `${publicUrl}/v1/media`
