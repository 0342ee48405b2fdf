import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { noEdit } from '../src/domain/media.ts'
import { openWorkshop } from '../src/media/make/open-workshop.ts'
import { makePicture } from '../src/media/make/pictures.ts'
import type { Order, Work, Workshop } from '../src/media/make/workshop.ts'
import { seeded } from '../test/proofs/random.ts'
import { type Bench, figuresOf } from './figures.ts'
import { inTemporaryFolder } from './programs.ts'
import { median } from './statistics.ts'

/** A picture as cameras of agencies make it: 6,000 × 4,000. */
const [width, height] = [6000, 4000]
const renditions = 8

export const pictures: Bench = {
  sentence:
    'Pictures and renditions a second of a 24-megapixel JPEG, beside one bare sharp pipeline that makes one size of it.',
  options: { pictures: 6, rounds: 3 },
  async run({ pictures: count = 0, rounds = 0 }) {
    const { own, peer } = figuresOf('pictures')
    // As in the workshop.
    sharp.cache(false)
    sharp.concurrency(1)
    return inTemporaryFolder(async folder => {
      const path = join(folder, 'camera.jpg')
      await writeFile(path, await cameraPicture())
      const workshop = openWorkshop()
      const together = (round: number) =>
        timed(() =>
          Promise.all(Array.from({ length: count }, (_, n) => one(workshop, path, `${folder}/${round}-${n}`))),
        )
      const works = [
        together,
        (round: number) => timed(() => one(workshop, path, `${folder}/${round}-alone`)),
        () => timed(() => workshop.inspect({ path, fileName: 'camera.jpg' })),
        (round: number) => processorMs(() => oneHere(path, `${folder}/${round}-here`)),
        () => bareResize(path),
      ] as const
      const times = works.map((): number[] => [])
      try {
        // The first round warms up.
        for (let round = 0; round <= rounds; round++) {
          for (const [which, work] of works.entries()) {
            const tookMs = await work(round)
            if (round > 0) times[which]?.push(tookMs)
          }
        }
      } finally {
        await workshop.stop()
      }
      const [allMs = 0, aloneMs = 0, lookMs = 0, workMs = 0, bareMs = 0] = times.map(median)
      const perSecond = (1_000 * count) / allMs
      return [
        own(`pictures, ${count} at once, two processes on ${availableParallelism()} cores`, perSecond, '/s'),
        own('renditions of them', perSecond * renditions, '/s'),
        own(`one picture alone, ${renditions} renditions`, aloneMs, 'ms'),
        own('looked at: what it is, what it says, its fingerprint', lookMs, 'ms'),
        own(`processor time of one picture, ${renditions} renditions`, workMs, 'ms'),
        peer('sharp', 'processor time of print alone, by one bare pipeline', bareMs, 'ms', bareMs / workMs),
      ]
    })
  },
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const processorMs = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** All sizes and crops of one picture, in a folder of its own. */
const one = (workshop: Workshop, path: string, folder: string) => madeOf(path, folder, order => workshop.make(order))
const oneHere = (path: string, folder: string) => madeOf(path, folder, makePicture)

const madeOf = async (path: string, folder: string, make: (order: Order) => Promise<Work>): Promise<void> => {
  await mkdir(folder)
  const { made } = await make({
    ...{ path, fileName: 'camera.jpg', type: 'picture', contentType: 'image/jpeg', edit: noEdit },
    ...{ watermark: 'Orsel Wire', folder },
  })
  if (made.length !== renditions) throw new Error(`expected ${renditions} renditions, made ${made.length}`)
}

/** What print alone costs somebody who knows nothing of profiles, damage, other processes or bounds. */
const bareResize = async (path: string): Promise<number> => {
  const bytes = await readFile(path)
  return processorMs(() =>
    sharp(bytes)
      .autoOrient()
      .resize({ width: 5_000, height: 5_000, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false })
      .toBuffer(),
  )
}

/** Smooth parts and fine grain, so that it weighs what photographs do, about 10 MB. */
const cameraPicture = async (): Promise<Buffer> => {
  const next = seeded(24)
  const [rows, columns] = [200, 300]
  const coarse = Buffer.from(Array.from({ length: rows * columns * 3 }, () => Math.floor(next() * 200)))
  const grain = Buffer.from(Array.from({ length: 1_000 * 1_500 }, () => Math.floor(next() * 64)))
  const fine = await sharp(grain, { raw: { width: 1_500, height: 1_000, channels: 1 } })
    .resize(width, height, { kernel: 'cubic' })
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer()
  return sharp(coarse, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .composite([{ input: fine, blend: 'add' }])
    .jpeg({ quality: 92 })
    .toBuffer()
}
