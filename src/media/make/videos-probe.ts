import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { readBoxes } from './mp4-boxes.ts'
import { findTool, runTool } from './tools.ts'

/** What is known of a video; all null and `hasPicture` where neither ffprobe nor its boxes tell. */
export interface ProbedVideo {
  readonly durationSeconds: number | null
  /** As it is shown: turned as its camera was held, with square pixels. */
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  /** false: sound alone, which is a file and no video. */
  readonly hasPicture: boolean
  readonly framesPerSecond: number | null
  /** Recorded for HDR screens (SMPTE ST 2084, ARIB STD-B67): on others it looks pale unless its tones are mapped. */
  readonly isHdr: boolean
}

/**
 * The demuxers that a file may be opened with. Playlists and the like (hls, dash, concat, image2, sdp) name other files, and are not among them.
 * ffmpeg compares each of its names.
 */
const containers = 'mov,mp4,matroska,webm,avi,mpegts,mpeg,mxf,flv,asf,ogg,dv,gxf,wav,aiff,mp3,aac,flac'

/** What stands before `-i` whenever a file of somebody else is opened: nothing but this file, no playlist. */
export const guardedInput = (path: string): string[] => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', containers],
  ...['-i', `file:${path}`],
]

const mostEdgePixels = 8_192
const probeMs = 25_000

/**
 * Looks at a video with ffprobe, or where that is absent at its boxes (MP4, QuickTime).
 * @throws Refusal `unsafe-file` for what cannot be read as a video, and for pictures larger than 8,192 pixels
 */
export const probeVideo = async (path: string): Promise<ProbedVideo> => {
  const ffprobe = findTool('ffprobe')
  const found = ffprobe === null ? await probedByBoxes(path) : await probedByTool(ffprobe, path)
  if (Math.max(found.widthPixels ?? 0, found.heightPixels ?? 0) > mostEdgePixels) {
    const size = `${found.widthPixels} × ${found.heightPixels}`
    throw new Refusal(
      'unsafe-file',
      `the video is ${size} pixels, and at most ${mostEdgePixels} on each side are taken`,
    )
  }
  return found
}

const probedByBoxes = async (path: string): Promise<ProbedVideo> => {
  const facts = await readBoxes(path)
  const { durationSeconds = null, widthPixels = null, heightPixels = null, hasPicture = true } = facts ?? {}
  return { durationSeconds, widthPixels, heightPixels, hasPicture, framesPerSecond: null, isHdr: false }
}

const probedByTool = async (program: string, path: string): Promise<ProbedVideo> => {
  const ended = await runTool({
    program,
    args: [...['-v', 'error', '-show_streams', '-show_format', '-of', 'json'], ...guardedInput(path)],
    longestMs: probeMs,
  })
  if (ended.kind === 'stopped') {
    throw new Refusal('unsafe-file', `the video could not be looked at within bounds (${ended.reason})`)
  }
  const answer = probeAnswer.safeParse(jsonOf(ended.output))
  if (ended.kind === 'failed' || !answer.success) {
    const isBarred = ended.errors.includes('not on whitelist')
    const why = isBarred
      ? 'it is a list of other files, or of a kind that is not opened'
      : lastWords(ended.errors, path)
    throw new Refusal('unsafe-file', `it cannot be read as a video: ${why}`)
  }
  const { streams, format } = answer.data
  const picture = streams.find(each => each.codec_type === 'video' && each.disposition?.attached_pic !== 1)
  const durationSeconds = positive(format?.duration) ?? positive(picture?.duration)
  if (picture === undefined) {
    if (!streams.some(each => each.codec_type === 'audio'))
      throw new Refusal('unsafe-file', 'there is neither picture nor sound in the video')
    return { ...nothing, durationSeconds }
  }
  const [width, height] = shownSize(picture)
  return {
    durationSeconds,
    hasPicture: true,
    widthPixels: width,
    heightPixels: height,
    framesPerSecond: ratioOf(picture.avg_frame_rate),
    isHdr: picture.color_transfer === 'smpte2084' || picture.color_transfer === 'arib-std-b67',
  }
}

const nothing: ProbedVideo = {
  ...{ durationSeconds: null, widthPixels: null, heightPixels: null, hasPicture: false, framesPerSecond: null },
  isHdr: false,
}

const stream = z.object({
  codec_type: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  color_transfer: z.string().optional(),
  duration: z.string().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
})
const probeAnswer = z.object({
  streams: z.array(stream),
  format: z.object({ duration: z.string().optional() }).optional(),
})

/** Width and height on the screen; null where the file does not say. */
const shownSize = (picture: z.output<typeof stream>): readonly [number | null, number | null] => {
  const { width, height, sample_aspect_ratio: pixel, side_data_list: sides } = picture
  if (!width || !height) return [null, null]
  const ratio = ratioOf(pixel, ':') ?? 1
  const isOdd = ratio < 0.1 || ratio > 10
  const shown = isOdd ? width : Math.round(width * ratio)
  const turn = sides?.find(each => each.rotation !== undefined)?.rotation ?? 0
  return Math.abs(Math.round(turn / 90)) % 2 === 1 ? [height, shown] : [shown, height]
}

/** `30000/1001` as a number; null for `0/0`. */
const ratioOf = (text: string | undefined, mark = '/'): number | null => {
  const [over, under] = (text ?? '').split(mark).map(Number)
  return over !== undefined && under !== undefined && over > 0 && under > 0 ? over / under : null
}

const positive = (text: string | undefined): number | null => {
  const seconds = Number(text)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

/** What a program said last, in two lines at most, without the path of the file. */
export const lastWords = (errors: string, path: string): string => {
  const lines = errors
    .replaceAll(`file:${path}`, 'the file')
    .replaceAll(path, 'the file')
    .split(/[\r\n]+/u)
    .map(line => line.replace(/^(?:\[[^\]]*\] ?)+/u, '').trim())
  const said = [...new Set(lines.filter(Boolean))].slice(-2).join('; ')
  return said === '' ? 'no reason was given' : said.slice(0, 300)
}
