import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feed } from '../../src/intake/ways/feed.ts'
import { looksAt, textOf } from '../kit/looks.ts'
import { freePort, isThere, ownFolder, type RunningPeer, startPeer } from '../kit/peers.ts'

const nginx = '/usr/sbin/nginx'

describe.skipIf(!isThere(nginx, 'nginx'))('feeds that nginx serves', () => {
  let folder: Awaited<ReturnType<typeof ownFolder>>
  let server: RunningPeer
  let url = ''
  let log = ''

  beforeAll(async () => {
    folder = await ownFolder('nginx')
    const port = await freePort()
    const { path } = folder
    log = join(path, 'access.log')
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      each => `${each}_temp_path ${path}/run/${each};`,
    )
    await writeFile(
      join(path, 'nginx.conf'),
      `daemon off; pid ${path}/run/nginx.pid; error_log stderr;
      events {}
      http {
        ${temporary.join(' ')}
        log_format short '$status $uri'; access_log ${log} short;
        types { application/rss+xml rss; }
        gzip on; gzip_types application/rss+xml; gzip_min_length 1;
        server {
          listen 127.0.0.1:${port}; root ${path};
          location = /moved.rss { return 301 http://127.0.0.1:${port}/feed.rss; }
          location = /gone.rss { return 410; }
        }
      }`,
    )
    server = await startPeer(nginx, ['-c', join(path, 'nginx.conf'), '-e', 'stderr', '-p', path], port)
    url = `http://127.0.0.1:${port}`
  })
  afterAll(async () => {
    await server?.stop()
    await folder?.remove()
  })

  const write = async (title: string, at: string) => {
    const path = join(folder.path, 'feed.rss')
    const item = `<item><title>${title}</title><description>${'Ferries crossed the lake again. '.repeat(50)}</description></item>`
    await writeFile(path, `<rss version="2.0"><channel><title>Harbour</title>${item}</channel></rss>`)
    await utimes(path, new Date(at), new Date(at))
  }
  const statuses = async () => (await readFile(log, 'utf8')).trim().split('\n')
  const following = (path: string) => looksAt(feed.look, { kind: 'feed', settings: { url: url + path } })

  test('are taken when they change and answered 304 while they do not, compressed and through a move', async () => {
    await write('First', '2026-11-23T09:00:00Z')
    const looks = following('/moved.rss')
    await looks.look()
    await looks.look()
    await write('Second', '2026-11-23T09:05:00Z')
    await looks.look()
    expect(looks.arrivals.map(each => /<item><title>(\w+)/u.exec(textOf(each))?.[1])).toEqual(['First', 'Second'])
    expect(looks.arrivals[0]).toMatchObject({ contentType: 'application/rss+xml' })
    expect(await statuses()).toEqual(['301 /moved.rss', '200 /feed.rss', '304 /feed.rss', '200 /feed.rss'])
  })

  test('are given up for a day where they are gone', async () => {
    expect(await following('/gone.rss').look()).toMatchObject({ kind: 'failed', retryAfterMs: 86_400_000 })
    expect(await following('/absent.rss').look()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('404'),
    })
  })
})
