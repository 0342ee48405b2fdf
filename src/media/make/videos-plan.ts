import type { RenditionRole } from '../../domain/media.ts'
import type { ProbedVideo } from './videos-probe.ts'

/** A size that video is sold in: its lines, counted on the shorter edge, and what a second of it may weigh. */
interface VideoSize {
  readonly role: RenditionRole
  readonly lines: number
  /** Constant rate factor of x264: less is better. */
  readonly quality: number
  readonly mostKilobits: number
  readonly soundKilobits: number
}

const hd: VideoSize = { role: 'hd', lines: 1080, quality: 21, mostKilobits: 8_000, soundKilobits: 160 }
const web: VideoSize = { role: 'web', lines: 720, quality: 23, mostKilobits: 3_500, soundKilobits: 128 }
const sd: VideoSize = { role: 'sd', lines: 576, quality: 25, mostKilobits: 1_500, soundKilobits: 96 }

/** One file to make: pixels are even, and never more than the source has. */
export interface PlannedVideo extends VideoSize {
  readonly widthPixels: number
  readonly heightPixels: number
}

type Dimensions = { readonly widthPixels: number; readonly heightPixels: number }

/** What is made of a video of this size: `web` and `sd` always, `hd` of what has more than 720 lines. */
export const plannedVideos = (source: Dimensions): PlannedVideo[] => {
  const lines = Math.min(source.widthPixels, source.heightPixels)
  const isLarge = lines > web.lines || Math.max(source.widthPixels, source.heightPixels) > longEdgeOf(web.lines)
  return [...(isLarge ? [hd] : []), web, sd].map(size => ({ ...size, ...fitted(source, size.lines) }))
}

/** A picture of 16:9 with so many lines is so wide; others fit into it, lying or standing. */
const longEdgeOf = (lines: number): number => Math.round((lines * 16) / 9)

const fitted = ({ widthPixels, heightPixels }: Dimensions, lines: number): Dimensions => {
  const long = Math.max(widthPixels, heightPixels)
  const short = Math.min(widthPixels, heightPixels)
  const scale = Math.min(1, longEdgeOf(lines) / long, lines / short)
  return { widthPixels: even(widthPixels * scale), heightPixels: even(heightPixels * scale) }
}

/** Rounded down, with room for what floating point leaves out. */
const even = (pixels: number): number => Math.max(2, 2 * Math.floor(pixels / 2 + 1e-6))

/** Frames a second beyond this are left out: slow motion is for whoever has the original. */
const mostFrames = 61

/** Filters that bring the source to a size; lines that were interlaced are made whole frames, HDR is mapped to what every screen shows. */
const filtersOf = ({ widthPixels, heightPixels }: Dimensions, source: ProbedVideo, canMapTones: boolean): string => {
  const filters = [
    'yadif=deint=interlaced',
    ...((source.framesPerSecond ?? 0) > mostFrames ? ['fps=60'] : []),
    `scale=${widthPixels}:${heightPixels}:flags=bicubic`,
    ...(source.isHdr && canMapTones ? toneMap : []),
    'setsar=1',
    'format=yuv420p',
  ]
  return filters.join(',')
}

const toneMap = [
  'zscale=transfer=linear:npl=100',
  'format=gbrpf32le',
  'zscale=primaries=bt709',
  'tonemap=tonemap=hable:desat=0',
  'zscale=transfer=bt709:matrix=bt709:range=tv',
]

/**
 * What ffmpeg is told for one file: H.264 main and AAC in an MP4 whose index stands at its beginning, without the metadata of the source (a phone's
 * place, names), and without moments of its own, so that the same source makes the same bytes.
 */
export const encodingOf = (
  file: PlannedVideo,
  { source, canMapTones, path }: { source: ProbedVideo; canMapTones: boolean; path: string },
): string[] => [
  ...['-map', '0:V:0', '-map', '0:a:0?', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-vf', filtersOf(file, source, canMapTones)],
  ...['-c:v', 'libx264', '-profile:v', 'main', '-preset', 'veryfast', '-threads', '1', '-g', '125'],
  ...['-crf', `${file.quality}`, '-maxrate', `${file.mostKilobits}k`, '-bufsize', `${2 * file.mostKilobits}k`],
  ...['-c:a', 'aac', '-b:a', `${file.soundKilobits}k`, '-ac', '2', '-ar', '48000'],
  ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
  ...['-movflags', '+faststart', '-max_muxing_queue_size', '1024', '-f', 'mp4', path],
]

const tenMinutesMs = 600_000
const twoHoursMs = 7_200_000

/** How long making may take: ten minutes and four times its length, never more than two hours. */
export const longestMsOf = (durationSeconds: number | null): number =>
  durationSeconds === null ? twoHoursMs : Math.min(twoHoursMs, tenMinutesMs + 4_000 * durationSeconds)

/** How many bytes may come out: twice what the rates allow for its length, as its length may be a lie. */
export const mostBytesOf = (files: readonly PlannedVideo[], durationSeconds: number | null): number => {
  const kilobits = files.reduce((sum, each) => sum + each.mostKilobits + each.soundKilobits, 0)
  return 64 * 2 ** 20 + 2 * 125 * kilobits * (durationSeconds ?? 4 * 3_600)
}
