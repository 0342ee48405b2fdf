import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { kitPassword, seedAccounts } from '../../test/kit/accounts.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { createLog, createMetrics } from '../telemetry.ts'
import { createWeb } from '../web/app.ts'
import { csrfToken } from '../web/csrf.ts'
import { onFace } from '../web/face.ts'
import { allow, type SignedInEnv, signedIn } from './guard.ts'
import { createPeople } from './people.ts'
import { signInRoutes } from './sign-in.tsx'

const settings = {
  publicUrl: 'http://127.0.0.1:8080',
  trustProxy: false,
  timeZone: 'Europe/Istanbul',
  agencyName: 'Meridian News Agency',
  agencyCode: 'dl',
  agencyDomain: 'meridian.example',
  agencyContact: 'subscriptions@meridian.example',
}
let base: TestDatabase
let app: Hono<SignedInEnv>

beforeAll(async () => {
  base = await freshDatabase()
  await seedAccounts(base.db)
  const people = createPeople(base.db, () => new Date())
  app = createWeb(settings, createLog('silent'), createMetrics())
  for (const realm of ['desk', 'portal'] as const) {
    const face = new Hono<SignedInEnv>()
    face.use(onFace(realm))
    face.route('/', signInRoutes(realm, people))
    face.use(signedIn(people, realm))
    face.get('/', c => c.text(`welcome ${c.get('person').name}`))
    face.get('/list', c => c.text(`list for ${c.get('person').role}`))
    face.get('/accounts', allow('admin'), c => c.text('accounts'))
    app.route(`/${realm}`, face)
  }
})
// Every test comes from the same address: none shall inherit the failures of another.
afterEach(() => base.db`delete from attempt`)
afterAll(() => base.drop())

const asPage = { Accept: 'text/html,application/xhtml+xml' }
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: { ...asPage, ...headers } })
const cookieOf = (response: Response, name = 'dateline_desk') =>
  response.headers
    .getSetCookie()
    .find(each => each.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''
const editor = { email: 'editor@meridian.example', password: kitPassword }

test('somebody who asks for a page signs in and comes to that page', async () => {
  const away = await app.request('/desk/list?category=sports', { headers: asPage })
  expect(away.status).toBe(302)
  const to = away.headers.get('Location') ?? ''
  expect(to).toBe('/desk/sign-in?next=%2Fdesk%2Flist%3Fcategory%3Dsports')
  const form = await (await app.request(to, { headers: asPage })).text()
  expect(form).toContain('name="next" value="/desk/list?category=sports"')
  const back = await post('/desk/sign-in', { ...editor, next: '/desk/list?category=sports' })
  expect([back.status, back.headers.get('Location')]).toEqual([303, '/desk/list?category=sports'])
  const list = await app.request('/desk/list', { headers: { ...asPage, Cookie: cookieOf(back) } })
  expect(await list.text()).toBe('list for editor')
})

test('scripts, streams and forms without a session are told so and not sent elsewhere', async () => {
  for (const headers of [{ Accept: 'text/event-stream' }, { Accept: 'application/json' }, {}]) {
    expect((await app.request('/desk/list', { headers })).status).toBe(401)
  }
  expect((await post('/desk/list', { headline: 'typed for an hour' })).status).toBe(401)
})

test('a session of the desk is none of the portal', async () => {
  const signed = await post('/desk/sign-in', editor)
  const token = cookieOf(signed).split('=')[1]
  const answer = await app.request('/portal', { headers: { Cookie: `dateline_portal=${token}` } })
  expect(answer.status).toBe(401)
})

test('wrong password and unknown address draw the same page, with the address kept and the password not', async () => {
  const known = await post('/desk/sign-in', { ...editor, password: 'not the words' })
  const unknown = await post('/desk/sign-in', { email: 'nobody@meridian.example', password: 'not the words' })
  expect([known.status, unknown.status]).toEqual([403, 403])
  const [a, b] = [await known.text(), await unknown.text()]
  const plain = (html: string) => html.replaceAll(/(editor|nobody)@/g, 'X@').replaceAll(/[0-9a-f-]{36}/g, 'ID')
  expect(plain(a)).toBe(plain(b))
  expect(a).toContain('value="editor@meridian.example"')
  expect(a).not.toContain('not the words')
  expect(a).toContain('aria-invalid="true"')
  expect(a).toContain('href="#field-password"')
})

test('empty fields are named beside themselves', async () => {
  const answer = await post('/portal/sign-in', { email: '', password: '' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('id="field-email-error"')
  expect(html).toContain('id="field-password-error"')
})

test('after too many attempts the page says how long to wait', async () => {
  for (let i = 0; i < 5; i++) await post('/desk/sign-in', { ...editor, password: 'wrong words' })
  const answer = await post('/desk/sign-in', editor)
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(800)
  expect(await answer.text()).toContain('Try again in 15 minutes')
})

test('next never leads to another site', async () => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/portal']) {
    expect((await post('/desk/sign-in', { ...editor, next })).headers.get('Location')).toBe('/desk')
  }
})

test('signing out ends the session on the server too, and needs the token of the form', async () => {
  const cookie = cookieOf(await post('/desk/sign-in', editor))
  expect((await post('/desk/sign-out', {}, { Cookie: cookie })).status).toBe(403)
  const again = await app.request('/desk/sign-in', { headers: { ...asPage, Cookie: cookie } })
  expect([again.status, again.headers.get('Location')]).toEqual([302, '/desk'])
  const out = await post('/desk/sign-out', { csrf: csrfToken(cookie.split('=')[1] ?? '') }, { Cookie: cookie })
  expect([out.status, out.headers.get('Location')]).toEqual([303, '/desk/sign-in?out'])
  expect((await app.request('/desk', { headers: { Cookie: cookie } })).status).toBe(401)
})

test('a role that is not named is refused', async () => {
  const enter = async (email: string) => {
    const cookie = cookieOf(await post('/desk/sign-in', { ...editor, email }))
    return (await app.request('/desk/accounts', { headers: { Cookie: cookie } })).status
  }
  expect(await enter('admin@meridian.example')).toBe(200)
  expect(await enter('editor@meridian.example')).toBe(403)
})

test.each([
  ['tr', 'ltr', 'Parola'],
  ['ar', 'rtl', 'كلمة المرور'],
  ['en', 'ltr', 'Password'],
])('the page speaks %s', async (language, direction, word) => {
  const html = await (await app.request(`/portal/sign-in?lang=${language}`, { headers: asPage })).text()
  expect(html).toContain(`<html lang="${language}" dir="${direction}"`)
  expect(html).toContain(word)
  expect(html).toContain('autocomplete="current-password"')
  const [, action = ''] = /action="(\/portal\/sign-in[^"]*)"/.exec(html) ?? []
  const again = await post(action, { email: '', password: '' })
  expect(await again.text()).toContain(`<html lang="${language}"`)
})
