import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serveApp } from '../../test/browser/kit.ts'
import { content } from '../../test/kit/examples.ts'
import { mediaOf, readyPicture } from '../../test/kit/media.ts'
import { type Reader, type StartedPortal, startedPortal } from '../../test/kit/portal.ts'
import { setProduct } from '../accounts/admin.ts'
import { paragraph } from '../domain/body.ts'
import { guidOf, type ItemId } from '../domain/ids.ts'
import type { Content } from '../domain/version.ts'
import { downloadsUsed } from '../store/download.ts'

let portal: StartedPortal
let served: Served
let files: Pick<Content, 'renditions' | 'media'>
let product: number
let count = 0

beforeAll(async () => {
  portal = await startedPortal()
  served = await serveApp(portal.app)
  const act = { db: portal.db, by: 'kit', now: new Date('2026-01-01T00:00:00Z') }
  const names = { en: 'Pictures', tr: 'Pictures', ar: 'Pictures' }
  product = (await setProduct(act, { code: 'pictures', names, rule: { types: ['picture', 'collection'] } })).id
  await portal.catalogue.refresh()
  files = mediaOf(await readyPicture(portal.db, portal.blobs), { credit: 'Orsel Pictures' })
}, 60_000)
afterAll(async () => {
  await served.close()
  await portal.stop()
})

const reader = (terms: Partial<Parameters<StartedPortal['reader']>[1]> = {}): Promise<Reader> =>
  portal.reader(`Reader${count++}`, { products: [product], types: ['picture', 'collection'], ...terms })
const send = async (headline: string, group: string | null = null): Promise<ItemId> =>
  (
    await portal.file(
      { content: content({ headline, body: [paragraph(`${headline}, caption.`)], ...files }), group },
      null,
      'picture',
    )
  ).item
const collect = async (members: Content['members']): Promise<ItemId> =>
  (await portal.file({ content: content({ headline: 'Best of the day', body: [], members }) }, null, 'collection')).item
const member = (item: ItemId, headline: string) => ({
  guid: guidOf('meridian.example', item),
  type: 'picture' as const,
  headline,
  version: null,
})
const used = (who: Reader) => downloadsUsed(portal.db, who.subscriber.id, portal.clock())

const python = ['python3', 'python'].find(name => {
  try {
    execFileSync(name, ['-c', 'import zipfile'])
    return true
  } catch {
    return false
  }
})
if (python === undefined) console.warn('SKIPPED: archives as others read them: no Python found')
const script = `
import sys, zipfile, json
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps({i.filename: z.read(i).decode('latin1') if i.filename == 'captions.txt' else i.file_size for i in z.infolist()}))`

/** The archive as another program reads it: sizes by name, and the captions. */
const archive = async (who: Reader, item: ItemId): Promise<Record<string, number | string>> => {
  const answer = await fetch(`${served.origin}/portal/items/${item}/zip`, { headers: { cookie: who.cookie } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const folder = mkdtempSync(join(tmpdir(), 'dateline-together-'))
  try {
    writeFileSync(join(folder, 'all.zip'), Buffer.from(await answer.arrayBuffer()))
    return JSON.parse(execFileSync(python ?? '', ['-c', script, join(folder, 'all.zip')], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.skipIf(python === undefined)(
  'a group is taken as one archive, with its captions, each file counted once',
  async () => {
    const who = await reader({ sizes: { picture: ['web'] } })
    const group = 'dl:group:20261123:5'
    const [one, two] = [await send('One', group), await send('Two', group)]
    const html = await who.html(`/portal/items/${one}`)
    expect(html).toContain('Download all as ZIP')
    expect(html).toContain('2 files')
    const found = await archive(who, one)
    const name = (item: ItemId) => `${item.replaceAll(':', '_')}_web.jpg`
    expect(Object.keys(found)).toEqual([name(one), name(two), 'captions.txt'])
    expect(found['captions.txt']).toMatch(/One, caption\.\nOrsel Pictures\n[\s\S]*Two, caption/u)
    expect(await used(who)).toBe(2)
    await archive(who, two)
    expect(await used(who)).toBe(2)
  },
)

test.skipIf(python === undefined)(
  'where the downloads of the day are not enough, it says so before, and gives as many as are left',
  async () => {
    const who = await reader({ downloadLimit: 2 })
    const group = 'dl:group:20261123:6'
    const items = [await send('One', group), await send('Two', group), await send('Three', group)]
    const html = await who.html(`/portal/items/${items[0]}`)
    expect(html).toContain('is enough for 2 of them')
    expect(Object.keys(await archive(who, items[0] as ItemId))).toHaveLength(3)
    expect(await used(who)).toBe(2)
    expect(await who.html(`/portal/items/${items[0]}`)).toContain('Download all as ZIP')
    expect(Object.keys(await archive(who, items[1] as ItemId))).toHaveLength(3)
    const spent = await reader({ downloadLimit: 1 })
    await fetch(`${served.origin}/portal/media/${await send('Other')}/web`, { headers: { cookie: spent.cookie } })
    expect(await spent.html(`/portal/items/${items[0]}`)).not.toContain('Download all as ZIP')
    const refused = await fetch(`${served.origin}/portal/items/${items[0]}/zip`, { headers: { cookie: spent.cookie } })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('content-type')).not.toBe('application/zip')
  },
)

test('a collection shows its members in order; what was taken back is not named, nor what is not open to the reader', async () => {
  const who = await reader()
  const [one, two, three] = [await send('First'), await send('Second, killed'), await send('Third')]
  const text = await portal.file({ content: content({ headline: 'Text of another licence' }) })
  const hidden = { ...member(text.item, 'Text of another licence'), type: 'text' as const }
  const foreign = {
    guid: 'tag:elsewhere.example,2026:1',
    type: 'picture' as const,
    headline: 'Kept by others',
    version: null,
  }
  const item = await collect([
    member(three, 'Third'),
    member(two, 'Second, killed'),
    hidden,
    foreign,
    member(one, 'First'),
  ])
  await portal.file({ signal: 'kill', note: 'Not true' }, two)
  const html = await who.html(`/portal/items/${item}`)
  const list = html.slice(html.indexOf('id="members"'))
  expect(list.indexOf('Third')).toBeLessThan(list.indexOf('Kept by others'))
  expect(list.indexOf('Kept by others')).toBeLessThan(list.indexOf('First'))
  expect(html).not.toMatch(/Second, killed|Text of another licence/u)
  expect(list).toContain('Text, not in your licence')
  if (python === undefined) return
  expect(Object.keys(await archive(who, item))).toEqual([
    ...[three, one].map(each => `${each.replaceAll(':', '_')}_print.jpg`),
    'captions.txt',
  ])
})

test('where there are not two files, or the reader may have none, there is no archive', async () => {
  const [who, lesser] = [await reader(), await reader({ sizes: { picture: [] } })]
  const alone = await send('Alone')
  const group = 'dl:group:20261123:7'
  const one = await send('One', group)
  await send('Two', group)
  for (const [reading, item] of [
    [who, alone],
    [lesser, one],
  ] as const) {
    const answer = await fetch(`${served.origin}/portal/items/${item}/zip`, { headers: { cookie: reading.cookie } })
    expect(answer.status).toBe(404)
    expect(await reading.html(`/portal/items/${item}`)).not.toContain('as ZIP')
  }
})

test('whoever goes away while an archive is written disturbs nobody', async () => {
  const who = await reader()
  const group = 'dl:group:20261123:8'
  const item = await send('One', group)
  await send('Two', group)
  const gone = new AbortController()
  const answer = await fetch(`${served.origin}/portal/items/${item}/zip`, {
    headers: { cookie: who.cookie },
    signal: gone.signal,
  })
  gone.abort()
  await expect(answer.arrayBuffer()).rejects.toThrow()
  expect((await fetch(`${served.origin}/portal/items/${item}/zip`, { headers: { cookie: who.cookie } })).status).toBe(
    200,
  )
  expect(portal.errors).toEqual([])
})
