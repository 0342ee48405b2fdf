import { mkdir, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { ffmpeg, folder, it4, make, picture, roles, sampled, small, sound } from '../../../test/kit/videos.ts'
import { findTool } from './tools.ts'
import { probeVideo } from './videos-probe.ts'

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
