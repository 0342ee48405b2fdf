import { expect, test } from 'vitest'
import { refusalCodes } from '../../../domain/refusal.ts'
import { createLog, createMetrics } from '../../../telemetry.ts'
import { createWeb } from '../../../web/app.ts'
import { createApi } from '../api.ts'
import { openApiInfo } from '../routes.ts'
import { createDocs } from './docs.tsx'
import { render } from './markdown.ts'
import { createProblems } from './problems.tsx'

const settings = {
  publicUrl: 'https://wire.meridian.example',
  trustProxy: false,
  timeZone: 'Europe/Istanbul',
  agencyName: 'Meridian & Sons',
  agencyCode: 'mrd',
  agencyDomain: 'meridian.example',
  agencyContact: 'desk@meridian.example',
}

// The API describes itself without being asked for anything, so that what it works with is never touched.
const untouched = new Proxy({}, { get: (_, name) => expect.fail(`the API was asked for ${String(name)}`) }) as never
const api = createApi({ wire: untouched, catalogue: untouched, authenticator: untouched, version: '1' })
const web = createWeb(settings, createLog('silent'), createMetrics())
web.route('/docs', createDocs({ api, settings }))
web.route('/problems', createProblems())
const html = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await web.request(path, { headers: { Accept: 'text/html', ...headers } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const pages = ['/docs', '/docs/reference', '/docs/protocol', '/docs/has', '/problems', '/problems/killed']
/** Every character of a page as a reader sees it, without markup. */
const words = (text: string) => text.replace(/<[^>]*>/g, '')

test('every page is served without scripts under a policy that allows none', async () => {
  for (const path of pages) {
    const { status, headers, text } = await html(path)
    expect(status, path).toBe(200)
    expect(headers.get('content-security-policy'), path).not.toContain('script-src')
    expect(text, path).not.toMatch(/<script|\son\w+=|style=/)
    expect(text, path).toContain('/assets/docs.')
  }
})

test('the guide names this installation and no example of one', async () => {
  const { text } = await html('/docs')
  expect(text).toContain('https://wire.meridian.example/v1/stream')
  expect(text).toContain('/v1/items/mrd:text:')
  expect(text).not.toContain('news.example')
  expect(text).toContain('Meridian &amp; Sons')
})

test('the reference has every route, parameter, answer and type of the OpenAPI document', async () => {
  const text = words((await html('/docs/reference')).text)
  const { paths, components } = api.getOpenAPI31Document(openApiInfo(settings, '1'))
  const told = Object.entries(paths ?? {}).flatMap(([path, { get, post }]) => {
    const operation = get ?? post
    const parameters = (operation?.parameters ?? []).map(each => ('name' in each ? each.name : '?'))
    return [
      `${get === undefined ? 'POST' : 'GET'} /v1${path}`,
      ...parameters,
      ...Object.keys(operation?.responses ?? {}),
    ]
  })
  expect(new Set(told).size).toBeGreaterThan(20)
  for (const word of [...told, ...Object.keys(components?.schemas ?? {})]) expect(text).toContain(word)
})

test('every link within a page leads to something on it, and every link to a page of ours to one that is there', async () => {
  let followed = 0
  for (const path of pages) {
    const { text } = await html(path)
    const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(match => match[1]))
    for (const [, href = ''] of text.matchAll(/<a [^>]*href="([^"]+)"/g)) {
      if (href.startsWith('#')) expect(ids, `${path}${href}`).toContain(href.slice(1))
      else if (/^\/(docs|problems)/.test(href)) expect((await html(href)).status, href).toBe(200)
      followed++
    }
  }
  expect(followed).toBeGreaterThan(80)
})

test('every refusal that an answer can name has its page in every language, with its code and what to do', async () => {
  for (const code of [...refusalCodes, 'internal']) {
    const pages = await Promise.all(['en', 'tr', 'ar'].map(lang => html(`/problems/${code}?lang=${lang}`)))
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
    for (const { text } of pages) expect(text).toContain(`/problems/${code}`)
    expect(new Set(pages.map(({ text }) => words(text))).size).toBe(3)
  }
  expect((await html('/problems/killed?lang=ar')).text).toMatch(/<html lang="ar" dir="rtl"/)
  expect((await html('/problems/nonsense')).status).toBe(404)
})

test('an Arabic reader gets the frame in Arabic and the English text from left to right', async () => {
  const { text } = await html('/docs', { 'Accept-Language': 'ar' })
  expect(text).toMatch(/<html lang="ar" dir="rtl"/)
  expect(text).toMatch(/<article class="docs-text" lang="en" dir="ltr"/)
})

test('what is not known of a document becomes text, never markup', () => {
  const { html: drawn } = render(
    '# T\n\n<script>x</script> <b onclick="x">y</b> [a](javascript:x) [b](//evil.example) [c](#none) ![i](x.png)\n\n```sh "><b\n<i>\n```\n',
  )
  expect(drawn).not.toMatch(/<(script|b|i|img)\b/)
  expect(drawn).not.toMatch(/href=/)
})

test('a section is linked where the document has it, and left alone where it speaks of another', () => {
  const { html: drawn, headings } = render('# T\n\n## 5. Five\n\n### 5.3 Deep\n\nSee §5.3, and HTML §9.2.')
  expect(headings.map(({ id }) => id)).toEqual(['s5', 's5.3'])
  expect(drawn).toContain('<a href="#s5.3">§5.3</a>')
  expect(drawn).toContain('HTML §9.2')
})
