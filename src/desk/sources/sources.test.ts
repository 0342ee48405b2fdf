import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Form, type Sitter, type StartedDesk, secretKey, startedDesk } from '../../../test/kit/desk.ts'
import { arrived, ninjsStory } from '../../../test/kit/incoming.ts'
import { open } from '../../accounts/sealed.ts'
import { digestOf } from '../../accounts/secret.ts'
import { kindSettings } from '../../intake/settings.ts'
import { lookFailed } from '../../store/intake-health.ts'
import { intakeSource, type SourceKind, sourceKinds, sourceSecrets } from '../../store/intake-source.ts'
import { catalogues } from '../../web/i18n/translate.ts'
import { settingFields } from './fields.ts'
import { labelOf } from './settings.tsx'

let desk: StartedDesk
let admin: Sitter
let editor: Sitter
beforeAll(async () => {
  desk = await startedDesk()
  admin = await desk.sit('admin')
  editor = await desk.sit('editor')
})
afterAll(() => desk.stop())

/** What the least form of a source of a kind says. */
const least: Readonly<Record<SourceKind, Form>> = {
  folder: { 'settings.path': '/srv/in' },
  http: {},
  feed: { 'settings.url': 'https://news.example/feed' },
  has: { 'settings.url': 'https://has.example', 'settings.user': 'meridian' },
  dateline: { 'settings.url': 'https://wire.example' },
  imap: { 'settings.host': 'mail.example', 'settings.user': 'desk@mail.example' },
  smtp: { 'settings.address': 'lakeside' },
  timeline: { 'settings.url': 'https://posts.example', 'settings.account': '@harbour' },
}
const form = (kind: SourceKind, name: string, more: Form = {}): Form => ({
  ...{ kind, name, enabled: 'on', 'routing.mode': 'desk', everySeconds: 60 },
  ...least[kind],
  ...more,
})

/** Adds a source by the form. @returns the path of its page */
const added = async (kind: SourceKind, name: string, more: Form = {}): Promise<string> => {
  const answer = await admin.post('/desk/sources', form(kind, name, more))
  if (answer.status !== 303) throw new Error(`adding answered ${answer.status}: ${await answer.text()}`)
  return (answer.headers.get('location') ?? '').split('?')[0] ?? ''
}
const idOf = (path: string): string => path.split('/').at(-1) ?? ''

describe.each([...sourceKinds])('a source of the kind %s', kind => {
  test('is asked for everything that its schema has, and for nothing else, in words', () => {
    expect(settingFields[kind].map(({ name }) => name).sort()).toEqual(Object.keys(kindSettings[kind].shape).sort())
    for (const { name } of settingFields[kind]) {
      const label = labelOf(kind, name)
      expect(label, name).not.toBe('desk.source.more')
      expect(catalogues.en[label]).toBeTruthy()
    }
  })

  test('is added by its form with the usual values, shown again as it was typed, and saved unchanged', async () => {
    expect(await admin.page(`/desk/sources/new?kind=${kind}`)).toContain('Add the source')
    const path = await added(kind, `A ${kind}`)
    const before = await intakeSource(desk.db, idOf(path))
    expect(before).toMatchObject({ kind, enabled: true, routing: { mode: 'desk' } })
    const html = await admin.page(path)
    for (const value of Object.values(least[kind])) expect(html).toContain(`value="${value}"`)
    const ticked = [...html.matchAll(/type="checkbox" name="([^"]+)" value="on" checked/gu)].map(([, name]) => [
      name,
      'on',
    ])
    await admin.post(path, { ...form(kind, `A ${kind}`), ...Object.fromEntries(ticked) })
    expect((await intakeSource(desk.db, idOf(path)))?.settings).toEqual(before?.settings)
  })
})

test('what does not fit is said beside its field, all of it at once, and nothing is kept', async () => {
  const answer = await admin.post(
    '/desk/sources',
    form('feed', '', {
      ...{ 'settings.url': 'ftp://x', 'settings.pushedMinutes': 'often', 'defaults.timeZone': 'Mars/Base' },
      ...{ 'defaults.charset': 'klingon', 'defaults.categoryMap': 'spor = sports\nnonsense', everySeconds: 0 },
    }),
  )
  expect(answer.status).toBe(422)
  const html = await answer.text()
  for (const words of [
    ...['Fill this in', 'begins with https://', 'Give a whole number', 'Europe/Istanbul', 'windows-1254'],
    'not “nonsense”',
  ]) {
    expect(html).toContain(words)
  }
  expect(html).toMatch(/id="field-settings-url"[^>]*aria-invalid="true"/u)
  expect(html).toContain('value="ftp://x"')
  const twice = await admin.post('/desk/sources', form('feed', 'A feed'))
  expect(twice.status).toBe(422)
  expect(await twice.text()).toContain('That name is already in use')
})

test('defaults, the category map and the rules of broadcasting are kept as typed', async () => {
  const path = await added('feed', 'Ruled', {
    ...{ 'defaults.language': 'tr', 'defaults.timeZone': 'Europe/Istanbul', 'defaults.priority': 3 },
    ...{ 'defaults.categoryMap': 'Spor = sports\nPara İşleri = economy', 'routing.mode': 'broadcast' },
    ...{ 'routing.categories.sports': 'on', 'routing.priorities.4': 'on', 'routing.languages.tr': 'on' },
  })
  expect(await intakeSource(desk.db, idOf(path))).toMatchObject({
    defaults: { language: 'tr', priority: 3, categoryMap: { spor: 'sports' } },
    routing: { mode: 'broadcast', categories: ['sports'], priorities: [4], languages: ['tr'] },
  })
  const html = await admin.page(path)
  expect(html).toContain('Nobody of the desk sees these items before subscribers do')
  expect(html).toMatch(/name="routing\.categories\.sports" value="on" checked/u)
  expect(html).toContain('spor = sports')
})

test('drafts need somebody whose they are', async () => {
  const refused = await admin.post('/desk/sources', form('feed', 'Drafting', { 'routing.mode': 'draft' }))
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Choose whose drafts they are')
  const path = await added('feed', 'Drafting', { 'routing.mode': 'draft', person: desk.accounts.writer.id })
  expect(await intakeSource(desk.db, idOf(path))).toMatchObject({
    routing: { mode: 'draft' },
    person: desk.accounts.writer.id,
  })
})

test('a credential is sealed, never shown, kept by an empty field and taken away by a tick', async () => {
  const path = await added('has', 'Sealed', { secret: 'open sesame' })
  const kept = async () => (await sourceSecrets(desk.db, idOf(path)))?.secret ?? null
  expect(open(secretKey, idOf(path), (await kept()) ?? new Uint8Array())).toBe('open sesame')
  const html = await admin.page(path)
  expect(html).not.toContain('open sesame')
  expect(html).toContain('Leave this empty to keep it')
  await admin.post(path, form('has', 'Sealed'))
  expect(await kept()).not.toBeNull()
  await admin.post(path, form('has', 'Sealed', { secretGone: 'on' }))
  expect(await kept()).toBeNull()
})

test('a key to hand in with is shown once, and the one before is no longer good', async () => {
  const path = await added('http', 'Handed in')
  expect(await admin.page(path)).toContain(`http://127.0.0.1:8080/v1/intake/${idOf(path)}`)
  const made = async () => {
    const html = await (await admin.post(`${path}/key`)).text()
    return /hand-in-key" dir="ltr">(dli_[0-9a-f]{40})</u.exec(html)?.[1] ?? ''
  }
  const [first, second] = [await made(), await made()]
  expect(second).not.toBe(first)
  expect((await sourceSecrets(desk.db, idOf(path)))?.keyDigest).toEqual(digestOf(second))
  expect(await admin.page(path)).not.toContain(second)
})

test('the list tells how each does: what came, errors with their reason, what waits', async () => {
  const path = await added('feed', 'Watched')
  const id = idOf(path)
  await arrived(desk, id, ninjsStory('https://news.example/1', 'From the feed'))
  await arrived(desk, id, '<?xml version="1.0"?><nitf>')
  const at = new Date()
  await lookFailed(desk.db, { id, at, reason: 'news.example answered 503', nextAt: new Date(at.getTime() + 60_000) })
  const row = /<li class="source-row" id="SRC">.*?<\/li>/su.source.replace('SRC', id)
  const html = new RegExp(row, 'su').exec(await editor.page('/desk/sources'))?.[0] ?? ''
  for (const words of [
    'Failing',
    'news.example answered 503',
    '67 %',
    '1 item in 24 h',
    `/desk/incoming?source=${id}`,
  ]) {
    expect(html).toContain(words)
  }
  const own = await editor.page(path)
  expect(own).toContain('The last look failed:')
  expect(own).toMatch(/<td class="num">1<\/td><td class="num">2<\/td>/u)
})

test('administrators switch, hurry, begin anew, read again and forget; editors only look; writers not even that', async () => {
  const path = await added('feed', 'Pressed')
  const id = idOf(path)
  await desk.db`update intake_source set state = '{"etag": "x"}', next_poll_at = now() + interval '1 hour' where id = ${id}`
  const source = () => intakeSource(desk.db, id)
  expect(await editor.page(path)).toContain('<fieldset class="source-all" disabled')
  const writer = await desk.sit('writer')
  expect((await writer.get('/desk/sources')).status).toBe(403)
  expect((await writer.get(path)).status).toBe(403)
  expect((await editor.get('/desk/sources/new')).status).toBe(403)
  const acts = ['on', 'off', 'look', 'anew', 'reread', 'forget', 'key']
  for (const act of acts) {
    expect((await editor.post(`${path}/${act}`)).status, act).toBe(403)
    expect((await admin.postBare(`${path}/${act}`)).status, act).toBe(403)
  }
  expect((await editor.post(path, form('feed', 'Renamed'))).status).toBe(403)
  expect((await editor.post('/desk/sources', form('feed', 'Mine'))).status).toBe(403)
  await admin.post(`${path}/off`)
  expect(await source()).toMatchObject({ enabled: false, name: 'Pressed' })
  await admin.post(`${path}/on`)
  await admin.post(`${path}/look`)
  expect((await source())?.nextPollAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)
  await admin.post(`${path}/anew`)
  expect((await source())?.state).toBeNull()
  await arrived(desk, id, ninjsStory('https://news.example/2', 'Read again'))
  const again = await admin.post(`${path}/reread`)
  expect(await admin.page(again.headers.get('location') ?? '')).toContain('1 document is read again')
  await admin.post(`${path}/forget`)
  expect(await source()).toBeNull()
  expect(await admin.page('/desk/sources')).not.toContain('Pressed')
  expect(await admin.page('/desk/incoming?state=all')).toContain('Read again')
})
