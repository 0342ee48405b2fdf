import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool } from './tools.ts'
import { guardedInput } from './videos-probe.ts'

/** Where in a video a frame is looked for, in parts of its length, the likeliest first. */
const places = [0.1, 0.25, 0.5, 0.02, 0.7, 0.9]
const frameMs = 60_000

/** How bright a frame is on average and how much its brightness differs, 0 to 255; what a fade or a blank has too little of. */
interface Look {
  readonly mean: number
  readonly spread: number
}

/** A frame as JPEG that stands for a video: the first that is neither black nor blank; else the least blank one. @returns null where none could be made */
export const posterOf = async (
  ffmpeg: string,
  video: { readonly path: string; readonly folder: string; readonly durationSeconds: number | null },
): Promise<Buffer | null> => {
  const { path, folder, durationSeconds: length } = video
  const moments = length === null ? [0] : [...places.map(part => part * length), 0]
  let best: { frame: Buffer; spread: number } | null = null
  for (const moment of moments) {
    const frame = await frameAt(ffmpeg, { path, folder, moment })
    if (frame === null) continue
    const look = await lookOf(frame)
    if (isTelling(look)) return frame
    if (best === null || look.spread > best.spread) best = { frame, spread: look.spread }
  }
  return best?.frame ?? null
}

const isTelling = ({ mean, spread }: Look): boolean => mean > 24 && mean < 235 && spread > 12

/** The most usual of some frames from a moment on. */
const frameAt = async (
  program: string,
  { path, folder, moment }: { path: string; folder: string; moment: number },
): Promise<Buffer | null> => {
  const target = join(folder, 'poster.jpg')
  try {
    const ended = await runTool({
      program,
      args: [
        ...['-v', 'error', '-nostdin', '-y', '-threads', '1', '-ss', moment.toFixed(3), ...guardedInput(path)],
        ...['-map', '0:V:0', '-vf', 'thumbnail=12', '-frames:v', '1', '-filter_threads', '1', '-q:v', '2'],
        ...['-map_metadata', '-1', '-f', 'image2', '-update', '1', `file:${target}`],
      ],
      longestMs: frameMs,
    })
    return ended.kind === 'done' ? await readFile(target).catch(() => null) : null
  } finally {
    await rm(target, { force: true })
  }
}

const lookOf = async (jpeg: Buffer): Promise<Look> => {
  const { default: sharp } = await import('sharp')
  const { channels } = await sharp(jpeg).greyscale().stats()
  const [grey] = channels
  return { mean: grey?.mean ?? 0, spread: grey?.stdev ?? 0 }
}
