import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { freshBlobs } from '../../../test/kit/media.ts'
import { assetOf } from '../../store/asset.ts'
import { createLog, createMetrics } from '../../telemetry.ts'
import { startPreparing } from '../prepare.ts'
import { takeFile } from '../take.ts'
import { openWorkshop } from './open-workshop.ts'
import { findTool } from './tools.ts'
import type { Workshop } from './workshop.ts'

const ffmpeg = findTool('ffmpeg')
if (ffmpeg === null) console.warn('videos: ffmpeg is not installed, so that no video can be made here')

let database: TestDatabase
let blobs: Awaited<ReturnType<typeof freshBlobs>>
let workshop: Workshop
beforeAll(async () => {
  database = await freshDatabase()
  blobs = await freshBlobs()
  workshop = openWorkshop()
})
afterAll(async () => {
  await workshop.stop()
  await blobs.stop()
  await database.drop()
})

const sampled = (name: string, ...args: string[]): string => {
  const path = join(blobs.folder, name)
  execFileSync(ffmpeg ?? '', ['-v', 'error', '-y', ...args, path])
  return path
}
const take = (path: string, fileName: string) =>
  takeFile({ db: database.db, blobs, workshop }, { path, fileName, addedBy: 'a desk' })

it.runIf(ffmpeg !== null)(
  'a video that is taken in becomes what is sold and what is shown of it',
  async () => {
    const { db } = database
    const lavfi = [
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=1280x720:rate=25:duration=2',
      '-f',
      'lavfi',
      '-i',
      'sine=duration=2',
    ]
    const film = sampled('harbour.mov', ...lavfi, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p')
    const asset = await take(film, 'harbour.mov')
    expect(asset).toMatchObject({ type: 'video', contentType: 'video/quicktime', state: 'waiting', durationSeconds: 2 })
    const sound = await take(sampled('talk.m4a', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac'), 'talk.m4a')
    expect(sound).toMatchObject({ type: 'file' })
    const log = createLog('error')
    const preparing = await startPreparing({
      db,
      blobs,
      workshop,
      agencyName: 'Meridian',
      log,
      metrics: createMetrics(),
    })
    try {
      await expect
        .poll(() => assetOf(db, asset.id), { timeout: 100_000 })
        .toMatchObject({ state: 'ready', remark: null })
      const ready = await assetOf(db, asset.id)
      const sizes = ready?.renditions.map(each => `${each.role} ${each.widthPixels}×${each.heightPixels}`).sort()
      expect(sizes).toEqual(['comp 1024×576', 'preview 1024×576', 'sd 1024×576', 'thumb 320×180', 'web 1280×720'])
      for (const { href, sizeBytes } of ready?.renditions ?? [])
        expect(await blobs.size(href.slice('blob:'.length))).toBe(sizeBytes)
      await expect.poll(() => assetOf(db, sound.id), { timeout: 20_000 }).toMatchObject({ state: 'ready' })
      expect((await assetOf(db, sound.id))?.renditions.map(each => each.role)).toEqual(['original'])
    } finally {
      await preparing.stop()
    }
  },
  150_000,
)
