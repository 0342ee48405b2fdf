import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { Refusal } from '../domain/refusal.ts'
import { createLog, createMetrics } from '../telemetry.ts'
import { createWeb } from './app.ts'
import { readSession, writeSession } from './cookies.ts'
import { csrfToken } from './csrf.ts'
import type { WebEnv, WebSettings } from './env.ts'
import { onFace } from './face.ts'
import { page } from './page.ts'
import { screenOf } from './screen.ts'
import { PlainFrame } from './shell.tsx'

const settings: WebSettings = {
  publicUrl: 'https://news.example',
  trustProxy: false,
  timeZone: 'Europe/Istanbul',
  agencyName: 'Meridian',
  agencyCode: 'mrd',
  agencyDomain: 'meridian.example',
  agencyContact: 'desk@meridian.example',
}

const started = (changes: Partial<WebSettings> = {}) => {
  const lines: Record<string, unknown>[] = []
  const log = createLog('info', { write: line => lines.push(JSON.parse(line)) })
  const app = createWeb({ ...settings, ...changes }, log, createMetrics())
  const desk = new Hono<WebEnv>()
  desk.use(onFace('desk'))
  desk.get('/', c => page(c, <PlainFrame screen={screenOf(c)} title="Desk" />))
  desk.post('/', c => c.text('saved'))
  desk.post('/in', c => {
    writeSession(c, 'desk', 'secret-token', 60)
    return c.text(String(readSession(c, 'desk')))
  })
  desk.get('/broken', () => {
    throw new Error('the pool is at 10.0.0.7')
  })
  desk.get('/refused', () => {
    throw new Refusal('item-moved', 'version 3 is newer')
  })
  app.route('/desk', desk)
  const site = new Hono<WebEnv>()
  site.use(onFace('site'))
  site.get('/', c => page(c, <PlainFrame screen={screenOf(c)} title="Front" />))
  app.route('/', site)
  return { app, lines }
}

const html = { Accept: 'text/html,application/xhtml+xml' }
const session = '__Secure-dateline_desk=abc'

test('a browser that meets a fault gets a page in its language with the id of the log line, and no internals', async () => {
  const { app, lines } = started()
  const answer = await app.request('/desk/broken', { headers: { ...html, 'Accept-Language': 'ar,en;q=0.5' } })
  const body = await answer.text()
  const id = answer.headers.get('x-request-id') ?? 'none'
  expect(answer.status).toBe(500)
  expect(body).toContain('dir="rtl"')
  expect(body).toContain(id)
  expect(body).not.toContain('10.0.0.7')
  expect(lines.find(line => line.msg === 'request failed')).toMatchObject({ requestId: id, level: 'error' })
})

test('a machine that meets a refusal gets problem+json', async () => {
  const answer = await started().app.request('/desk/refused')
  expect(answer.status).toBe(409)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ type: '/problems/item-moved', detail: 'version 3 is newer' })
})

test('an address that does not exist is a 404 for both', async () => {
  const { app } = started()
  expect((await app.request('/nowhere')).status).toBe(404)
  const page = await app.request('/nowhere', { headers: html })
  expect(page.status).toBe(404)
  expect(page.headers.get('content-type')).toContain('text/html')
})

test('only desk and portal may run scripts, and nothing runs inline', async () => {
  const { app } = started()
  const site = await app.request('/', { headers: html })
  const desk = await app.request('/desk', { headers: html })
  expect(site.headers.get('content-security-policy')).not.toContain('script-src')
  expect(desk.headers.get('content-security-policy')).toContain("script-src 'self';")
  for (const answer of [site, desk]) {
    const body = await answer.text()
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/)
  }
  expect(desk.headers.get('cache-control')).toBe('private, no-store')
})

test('HSTS is sent only where readers come by https', async () => {
  expect((await started().app.request('/')).headers.has('strict-transport-security')).toBe(true)
  const plain = await started({ publicUrl: 'http://127.0.0.1:8080' }).app.request('/')
  expect(plain.headers.has('strict-transport-security')).toBe(false)
})

test('a request id and an address sent along are believed only behind a trusted proxy', async () => {
  const headers = { 'X-Request-Id': 'from-outside-1', 'X-Forwarded-For': '6.6.6.6, 203.0.113.9' }
  const open = started()
  expect((await open.app.request('/', { headers })).headers.get('x-request-id')).not.toBe('from-outside-1')
  expect(open.lines.at(-1)).toMatchObject({ client: '' })
  const proxied = started({ trustProxy: true })
  expect((await proxied.app.request('/', { headers })).headers.get('x-request-id')).toBe('from-outside-1')
  expect(proxied.lines.at(-1)).toMatchObject({ client: '203.0.113.9', path: '/', status: 200 })
})

test('a body that is too large and a method nobody knows are refused clearly', async () => {
  const { app } = started()
  const large = await app.request('/desk', { method: 'POST', body: 'x'.repeat(1_048_577) })
  expect(large.status).toBe(413)
  expect(await large.json()).toMatchObject({ type: '/problems/too-large' })
  const strange = await app.request('/desk', { method: 'PROPFIND' })
  expect(strange.status).toBe(405)
  expect(strange.headers.get('allow')).toContain('POST')
})

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a neighbouring host', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['an old browser on another site', { Origin: 'https://evil.example' }, 403],
  ['an opaque origin', { Origin: 'null' }, 403],
  ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['our public address', { Origin: 'https://news.example' }, 200],
  ['the host it was sent to', { Origin: 'http://127.0.0.1:8080', Host: '127.0.0.1:8080' }, 200],
  ['a client that is no browser', {}, 200],
])('a form sent from %s is answered with its due', async (_, headers, status) => {
  const answer = await started().app.request('/desk', { method: 'POST', headers })
  expect(answer.status).toBe(status)
})

test.each([
  ['its own token', csrfToken('abc'), 200],
  ['the token of another session', csrfToken('xyz'), 403],
  ['no token', undefined, 403],
])('a signed-in form with %s is answered with its due', async (_, token, status) => {
  const body = new URLSearchParams(token === undefined ? { a: '1' } : { a: '1', csrf: token })
  const answer = await started().app.request('/desk', { method: 'POST', body, headers: { Cookie: session, ...html } })
  expect(answer.status).toBe(status)
  if (status === 403) expect(await answer.text()).toContain('This form is out of date')
})

test('a script may send the token as a header', async () => {
  const headers = { Cookie: session, 'X-CSRF-Token': csrfToken('abc'), 'Content-Type': 'application/json' }
  expect((await started().app.request('/desk', { method: 'POST', body: '{}', headers })).status).toBe(200)
})

test('a session cookie is out of reach of scripts, other sites, plain http and the other faces', async () => {
  const answer = await started().app.request('/desk/in', { method: 'POST' })
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie.startsWith('__Secure-dateline_desk=secret-token;')).toBe(true)
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/desk', 'Max-Age=60']) expect(cookie).toContain(part)
})

test('a chosen language stays, wins over the browser, and leads back to the page without the old wish', async () => {
  const { app } = started()
  const body = new URLSearchParams({ language: 'tr', return: '/desk?lang=en&q=x' })
  const answer = await app.request('/preferences', { method: 'POST', body })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/desk?q=x')
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const next = await app.request('/desk', { headers: { ...html, Cookie: cookie, 'Accept-Language': 'ar' } })
  expect(await next.text()).toContain('<html lang="tr"')
})

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  'a choice never leads to another host: %j',
  async back => {
    const body = new URLSearchParams({ theme: 'dark', return: back })
    const answer = await started().app.request('/preferences', { method: 'POST', body })
    expect(answer.headers.get('location')).toBe('/')
  },
)

test.each([
  ['ar-EG,ar;q=0.9', 'ar'],
  ['fr,tr;q=0.8,en;q=0.9', 'en'],
  ['tr;q=0,en;q=0.1', 'en'],
  ['de', 'en'],
])('Accept-Language %s is read as %s', async (accepted, language) => {
  const answer = await started().app.request('/desk', { headers: { ...html, 'Accept-Language': accepted } })
  expect(await answer.text()).toContain(`<html lang="${language}"`)
})
