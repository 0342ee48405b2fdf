import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { fileOf, it4, make, picture, roles, sampled, small, sound, streamsOf } from '../../../test/kit/videos.ts'
import { probeVideo } from './videos-probe.ts'

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
