import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, it } from 'vitest'
import { noEdit } from '../../src/domain/media.ts'
import { findTool } from '../../src/media/make/tools.ts'
import { makeVideo } from '../../src/media/make/videos.ts'
import type { MadeFile, Work } from '../../src/media/make/workshop.ts'

export const ffmpeg = findTool('ffmpeg')
if (ffmpeg === null) console.warn('videos: ffmpeg is not installed, so that no video can be made here')
export const it4 = it.runIf(ffmpeg !== null)

/** Of the file of tests that made it. */
export let folder: string
const env = { ...process.env }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-videos-'))
})
afterEach(() => {
  process.env.PATH = env.PATH
  delete process.env.FFMPEG
})
afterAll(() => rm(folder, { recursive: true, force: true }))

export const sampled = (name: string, ...args: string[]): string => {
  const path = join(folder, name)
  execFileSync(ffmpeg ?? '', ['-v', 'error', '-y', ...args, path])
  return path
}
export const picture = (size: string, seconds = 1, more = '') => [
  '-f',
  'lavfi',
  '-i',
  `testsrc=size=${size}:rate=25:duration=${seconds}${more}`,
]
export const sound = (seconds = 1) => ['-f', 'lavfi', '-i', `sine=duration=${seconds}`]
export const small = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

let orders = 0
export const make = async (path: string, contentType = 'video/mp4'): Promise<Work> => {
  const own = join(folder, `order-${++orders}`)
  await mkdir(own)
  return makeVideo({
    ...{ path, contentType, folder: own },
    fileName: 'v',
    type: 'video',
    edit: noEdit,
    watermark: 'Meridian',
  })
}
export const roles = ({ made }: Work) =>
  made.map(({ role, widthPixels, heightPixels }) => `${role} ${widthPixels}×${heightPixels}`)
export const fileOf = ({ made }: Work, role: string): MadeFile => {
  const found = made.find(each => each.role === role)
  if (found === undefined) throw new Error(`no ${role}`)
  return found
}
export const streamsOf = (
  path: string,
): { codec_type: string; codec_name: string; profile: string; pix_fmt: string; r_frame_rate: string }[] =>
  JSON.parse(execFileSync(findTool('ffprobe') ?? '', ['-v', 'error', '-show_streams', '-of', 'json', path]).toString())
    .streams
