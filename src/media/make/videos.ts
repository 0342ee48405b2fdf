import { join } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import { madeForScreens } from './screens.ts'
import { findTool, runTool } from './tools.ts'
import { encodingOf, longestMsOf, mostBytesOf, type PlannedVideo, plannedVideos } from './videos-plan.ts'
import { posterOf } from './videos-poster.ts'
import { guardedInput, lastWords, type ProbedVideo, probeVideo } from './videos-probe.ts'
import type { MadeFile, Order, Work } from './workshop.ts'

export { probeVideo } from './videos-probe.ts'

/**
 * Makes the sizes of a video that are sold, and of a frame of it `preview`, `thumb` and `comp`. Without ffmpeg the file itself is all that there is, as
 * `original`, and the remark says so.
 * @throws Refusal `unsafe-file` for what cannot be played, or goes beyond what its length allows; an Error where it took too long
 */
export const makeVideo = async (order: Order): Promise<Work> => {
  const source = await probeVideo(order.path)
  const ffmpeg = findTool('ffmpeg')
  if (ffmpeg === null) return originalAlone(order, source, missingTool)
  if (!source.hasPicture) return originalAlone(order, source, 'there is sound and no picture in it')
  const { widthPixels, heightPixels } = source
  if (widthPixels === null || heightPixels === null) {
    return originalAlone(order, source, 'it does not say how large its picture is')
  }
  const files = plannedVideos({ widthPixels, heightPixels })
  const remark = await encoded(ffmpeg, { order, source, files })
  const [largest] = files
  const first = largest === undefined ? null : await probeVideo(pathOf(order, largest))
  if (first === null || largest === undefined || !first.hasPicture)
    throw new Refusal('unsafe-file', 'not one frame of the video could be read')
  const made = files.map(
    (file): MadeFile => ({
      role: file.role,
      path: pathOf(order, file),
      contentType: 'video/mp4',
      widthPixels: file.widthPixels,
      heightPixels: file.heightPixels,
      durationSeconds: first.durationSeconds,
    }),
  )
  const { durationSeconds } = first
  const poster = await posterOf(ffmpeg, { path: pathOf(order, largest), folder: order.folder, durationSeconds })
  return {
    made: [...made, ...(poster === null ? [] : await madeForScreens(poster, order))],
    remark,
    // What could be played counts, and not what the file claims.
    durationSeconds,
    size: { widthPixels, heightPixels },
  }
}

const missingTool =
  'ffmpeg is not installed on the server: no smaller sizes, no preview and no poster frame could be made. The file itself is delivered, to every contract that has a size of video.'

const originalAlone = (order: Order, source: ProbedVideo, remark: string): Work => {
  const { durationSeconds, widthPixels, heightPixels } = source
  const { path, contentType } = order
  return {
    made: [{ role: 'original', path, contentType, widthPixels, heightPixels, durationSeconds }],
    remark,
    durationSeconds,
    size: widthPixels === null || heightPixels === null ? null : { widthPixels, heightPixels },
  }
}

const pathOf = ({ folder }: Order, { role }: PlannedVideo): string => join(folder, `${role}.mp4`)

/** Writes all sizes in one reading of the source. @returns what was wrong with the source and could be passed over; null: nothing */
const encoded = async (
  ffmpeg: string,
  { order, source, files }: { order: Order; source: ProbedVideo; files: readonly PlannedVideo[] },
): Promise<string | null> => {
  const canMapTones = source.isHdr && (await hasToneMap(ffmpeg))
  const ended = await runTool({
    program: ffmpeg,
    args: [
      ...['-v', 'error', '-nostdin', '-y', '-threads', '1', '-filter_threads', '1', ...guardedInput(order.path)],
      ...files.flatMap(file => encodingOf(file, { source, canMapTones, path: `file:${pathOf(order, file)}` })),
    ],
    longestMs: longestMsOf(source.durationSeconds),
    folder: order.folder,
    mostFileBytes: mostBytesOf(files, source.durationSeconds),
  })
  const said = lastWords(ended.errors, order.path)
  if (ended.kind === 'failed') throw new Refusal('unsafe-file', `the video cannot be played: ${said}`)
  if (ended.reason === 'size' || ended.reason === 'memory') {
    const what = ended.reason === 'size' ? 'is longer than it says it is' : 'needs more memory than a video may'
    throw new Refusal('unsafe-file', `the video ${what}`)
  }
  if (ended.reason === 'time') throw new Error('making the sizes of the video took longer than it may')
  const remarks = [
    ...(ended.errors.trim() === '' ? [] : [`the video is damaged, and was made as far as it can be played: ${said}`]),
    ...(source.isHdr && !canMapTones ? ['it was recorded for HDR screens, and this ffmpeg cannot map its tones'] : []),
  ]
  return remarks.length === 0 ? null : remarks.join('; ')
}

const hasToneMap = async (program: string): Promise<boolean> => {
  const { output } = await runTool({ program, args: ['-v', 'error', '-filters'], longestMs: 10_000 })
  const listed = output.toString()
  return / zscale /u.test(listed) && / tonemap /u.test(listed)
}
