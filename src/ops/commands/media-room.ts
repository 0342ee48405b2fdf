import { stat } from 'node:fs/promises'
import { Refusal } from '../../domain/refusal.ts'
import type { Brought } from '../../media/take.ts'
import type { Asset } from '../../store/asset.ts'
import { createLog, createMetrics } from '../../telemetry.ts'
import { byCommandLine, type Office } from './office.ts'

/** Where the command line takes files in. */
export interface MediaRoom {
  /** @throws Refusal as `takeFile`, `too-large` */
  take(brought: Omit<Brought, 'addedBy'>): Promise<Asset>
}

/** Opens what files need, and makes renditions beside whoever else does; loaded when it is needed. */
export const withMediaRoom = async <T>(office: Office, work: (room: MediaRoom) => Promise<T>): Promise<T> => {
  const { db, agency, settings } = office
  const [{ openBlobs }, { openWorkshop }, { startPreparing }, { takeFile }] = await Promise.all([
    import('../../media/open-blobs.ts'),
    import('../../media/make/open-workshop.ts'),
    import('../../media/prepare.ts'),
    import('../../media/take.ts'),
  ])
  const blobs = await openBlobs(settings)
  const workshop = openWorkshop()
  const log = createLog(settings.logLevel)
  const preparing = await startPreparing({
    ...{ db, blobs, workshop, log },
    agencyName: agency.name,
    metrics: createMetrics(),
  })
  const mostBytes = settings.uploadLimitMib * 1_048_576
  try {
    return await work({
      async take(brought) {
        await requireSize(brought.path, mostBytes)
        return takeFile({ db, blobs, workshop }, { ...brought, addedBy: byCommandLine })
      },
    })
  } finally {
    await preparing.stop()
    await workshop.stop()
    await blobs.close()
  }
}

const requireSize = async (path: string, mostBytes: number): Promise<void> => {
  if ((await stat(path)).size > mostBytes)
    throw new Refusal('too-large', `file: is larger than ${mostBytes} bytes (UPLOAD_LIMIT_MIB)`, { field: 'file' })
}
