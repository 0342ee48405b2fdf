import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noEdit } from '../domain/media.ts'
import { findTool } from './tools.ts'
import { makeVideo } from './videos.ts'
import { probeVideo } from './videos-probe.ts'
import type { MadeFile, Work } from './workshop.ts'

const ffmpeg = findTool('ffmpeg')
if (ffmpeg === null) console.warn('videos: ffmpeg is not installed, so that no video can be made here')
const it4 = it.runIf(ffmpeg !== null)

let folder: string
const env = { ...process.env }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-videos-'))
})
afterEach(() => {
  process.env.PATH = env.PATH
  delete process.env.FFMPEG
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const sampled = (name: string, ...args: string[]): string => {
  const path = join(folder, name)
  execFileSync(ffmpeg ?? '', ['-v', 'error', '-y', ...args, path])
  return path
}
const picture = (size: string, seconds = 1, more = '') => [
  '-f',
  'lavfi',
  '-i',
  `testsrc=size=${size}:rate=25:duration=${seconds}${more}`,
]
const sound = (seconds = 1) => ['-f', 'lavfi', '-i', `sine=duration=${seconds}`]
const small = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

let orders = 0
const make = async (path: string, contentType = 'video/mp4'): Promise<Work> => {
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
const roles = ({ made }: Work) =>
  made.map(({ role, widthPixels, heightPixels }) => `${role} ${widthPixels}×${heightPixels}`)
const fileOf = ({ made }: Work, role: string): MadeFile => {
  const found = made.find(each => each.role === role)
  if (found === undefined) throw new Error(`no ${role}`)
  return found
}
const streamsOf = (
  path: string,
): { codec_type: string; codec_name: string; profile: string; pix_fmt: string; r_frame_rate: string }[] =>
  JSON.parse(execFileSync(findTool('ffprobe') ?? '', ['-v', 'error', '-show_streams', '-of', 'json', path]).toString())
    .streams

describe('the sizes of a video', () => {
  it4(
    'are H.264 main and AAC that begin to play at once, the same bytes each time',
    async () => {
      const source = sampled(
        'hd.mov',
        ...picture('1920x1080'),
        ...sound(),
        ...small,
        '-metadata',
        'location=+41.0+029.0/',
      )
      const work = await make(source)
      expect(roles(work)).toEqual([
        'hd 1920×1080',
        'web 1280×720',
        'sd 1024×576',
        'preview 1024×576',
        'thumb 320×180',
        'comp 1024×576',
      ])
      expect(work).toMatchObject({ remark: null, size: { widthPixels: 1920, heightPixels: 1080 } })
      expect(work.durationSeconds).toBeCloseTo(1, 0)
      const { path } = fileOf(work, 'web')
      expect(streamsOf(path).map(each => [each.codec_name, each.profile, each.pix_fmt])).toEqual([
        ['h264', 'Main', 'yuv420p'],
        ['aac', 'LC', undefined],
      ])
      const bytes = await readFile(path)
      expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
      expect(bytes.includes('+41.0')).toBe(false)
      expect(await readFile(fileOf(await make(source), 'web').path)).toEqual(bytes)
    },
    120_000,
  )

  it4(
    'are never larger than the source, and stand upright where the phone stood',
    async () => {
      const lying = sampled('lying.mp4', ...picture('640x360'), ...small)
      const turned = sampled('turned.mp4', '-i', lying, '-c', 'copy', '-metadata:s:v:0', 'rotate=90')
      expect(await probeVideo(turned)).toMatchObject({ widthPixels: 360, heightPixels: 640 })
      const work = await make(turned)
      expect(roles(work).slice(0, 2)).toEqual(['web 360×640', 'sd 360×640'])
      expect(roles(work)).toContain('preview 360×640')
      expect(streamsOf(fileOf(work, 'web').path)).toHaveLength(1)
    },
    120_000,
  )

  const odd: [string, () => string, string][] = [
    ['WebM', () => sampled('v.webm', ...picture('320x240'), '-c:v', 'libvpx'), 'web 320×240'],
    [
      'Matroska with HEVC',
      () => sampled('v.mkv', ...picture('320x240'), '-c:v', 'libx265', '-x265-params', 'log-level=none'),
      'web 320×240',
    ],
    ['AVI', () => sampled('v.avi', ...picture('320x240'), '-c:v', 'mpeg4'), 'web 320×240'],
    [
      'interlaced MPEG-2 with wide pixels',
      () =>
        sampled(
          'v.mpg',
          ...picture('720x576'),
          '-vf',
          'interlace,setsar=64/45',
          '-c:v',
          'mpeg2video',
          '-flags',
          '+ildct',
        ),
      'web 1024×576',
    ],
    ['one frame', () => sampled('one.mp4', ...picture('320x240'), '-frames:v', '1', ...small), 'web 320×240'],
    ['odd edges', () => sampled('odd.avi', ...picture('321x241'), '-c:v', 'ffv1'), 'web 320×240'],
    [
      '240 frames a second',
      () => sampled('slow.mp4', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=240:duration=1', ...small),
      'web 320×240',
    ],
    [
      'frames that come as they like',
      () =>
        sampled(
          'vfr.mp4',
          ...picture('320x240', 2),
          '-vf',
          "select='not(mod(n,3))+not(mod(n,7))'",
          '-vsync',
          'vfr',
          ...small,
        ),
      'web 320×240',
    ],
  ]
  it4.each(odd)(
    'are made of %s',
    async (_, source, expected) => {
      const work = await make(source())
      expect(roles(work)).toContain(expected)
      expect(roles(work).some(each => each.startsWith('thumb'))).toBe(true)
      const [frames = 0, seconds = 1] = (streamsOf(fileOf(work, 'web').path)[0]?.r_frame_rate ?? '')
        .split('/')
        .map(Number)
      expect(frames / seconds).toBeLessThanOrEqual(60)
    },
    120_000,
  )

  it4(
    'have a poster that is not black, where the video begins in the dark',
    async () => {
      const path = sampled(
        'dark.mp4',
        ...picture('320x240', 8),
        '-vf',
        "drawbox=t=fill:c=black:enable='lt(t,3)'",
        ...small,
      )
      const { channels } = await sharp(fileOf(await make(path), 'preview').path)
        .greyscale()
        .stats()
      expect(channels[0]?.mean).toBeGreaterThan(40)
    },
    120_000,
  )
})

describe('a video that is not whole', () => {
  it4(
    'is made as far as it plays, with a remark, where its index stands at the beginning',
    async () => {
      const path = sampled('begin.mp4', ...picture('640x360', 4), ...sound(4), ...small, '-movflags', 'faststart')
      await truncate(path, Math.round((await stat(path)).size * 0.6))
      const work = await make(path)
      expect(work.remark).toMatch(/^the video is damaged, and was made as far as it can be played: /u)
      expect(work.durationSeconds).toBeLessThan(4)
    },
    120_000,
  )

  it4('is refused where its index is missing', async () => {
    const path = sampled('end.mp4', ...picture('320x240'), ...small)
    await truncate(path, Math.round((await stat(path)).size * 0.6))
    await expect(make(path)).rejects.toMatchObject({
      code: 'unsafe-file',
      message: expect.stringContaining('moov atom not found'),
    })
  })

  it4('is a file where there is sound alone', async () => {
    const path = sampled('sound.m4a', ...sound(2), '-c:a', 'aac')
    expect(await probeVideo(path)).toMatchObject({ hasPicture: false, durationSeconds: 2 })
    expect(roles(await make(path))).toEqual(['original null×null'])
  })
})

describe('a hostile video', () => {
  it4.each([
    [
      'an HLS playlist',
      () => `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${join(folder, 'secret.mp4')}\n#EXT-X-ENDLIST\n`,
    ],
    ['a list for concat', () => 'ffconcat version 1.0\nfile secret.mp4\n'],
    [
      'a DASH manifest',
      () => `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period/></MPD>`,
    ],
    ['an SDP', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n'],
    ['noise', () => 'x'.repeat(10_000)],
  ])('reads no other file and asks no other machine: %s', async (_, text) => {
    sampled('secret.mp4', ...picture('320x240'), ...small)
    const path = join(folder, 'hostile.mp4')
    await writeFile(path, text())
    await expect(make(path)).rejects.toMatchObject({ code: 'unsafe-file' })
  })

  it4('is refused where its picture is larger than any camera makes', async () => {
    const path = sampled('large.avi', ...picture('64x64'), '-c:v', 'mjpeg', '-s', '8400x16', '-frames:v', '1')
    await expect(make(path)).rejects.toMatchObject({ code: 'unsafe-file', message: expect.stringContaining('8400') })
  })
})

describe('without ffmpeg', () => {
  it4(
    'the file itself is what there is, its size and length read from its boxes, and the remark says why',
    async () => {
      const path = sampled('plain.mp4', ...picture('640x360', 2), ...small)
      process.env.PATH = folder
      const work = await make(path)
      expect(work.made).toEqual([
        { role: 'original', path, contentType: 'video/mp4', widthPixels: 640, heightPixels: 360, durationSeconds: 2 },
      ])
      expect(work.remark).toMatch(/^ffmpeg is not installed on the server: /u)
    },
  )

  it4('it is found where the setting says, and ffprobe beside it', async () => {
    const own = join(folder, 'tools')
    await mkdir(own)
    await symlink(ffmpeg ?? '', join(own, 'my-ffmpeg'))
    await symlink(findTool('ffprobe') ?? '', join(own, 'ffprobe'))
    const environment = { PATH: folder, FFMPEG: join(own, 'my-ffmpeg') }
    expect(findTool('ffmpeg', environment)).toBe(join(own, 'my-ffmpeg'))
    expect(findTool('ffprobe', environment)).toBe(join(own, 'ffprobe'))
    expect(findTool('ffmpeg', { PATH: folder })).toBeNull()
  })
})
