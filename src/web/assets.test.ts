import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { serveAssets } from './asset-routes.ts'
import { createAssets } from './assets.ts'
import type { WebEnv } from './env.ts'
import { problemResponse } from './problem.ts'

const assets = createAssets()
const app = new Hono<WebEnv>().route('/assets', serveAssets(assets)).onError((error, c) => problemResponse(c, error))
const read = async (href: string): Promise<string> => (await app.request(href)).text()

test('an address names the content and may be kept for ever', async () => {
  const href = assets.href('desk.css')
  expect(href).toMatch(/^\/assets\/desk\.[0-9a-f]{16}\.css$/)
  expect(createAssets().href('desk.css')).toBe(href)
  const answer = await app.request(href)
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

test('a name that does not exist is a mistake of ours, an address that does not is a 404 of theirs', async () => {
  expect(() => assets.href('nothing.css')).toThrow(RangeError)
  expect((await app.request('/assets/nothing.css')).status).toBe(404)
})

test('text goes out compressed as the browser wishes, and fonts as they are', async () => {
  const href = assets.href('portal.css')
  const plain = await read(href)
  const brotli = await app.request(href, { headers: { 'Accept-Encoding': 'gzip, br' } })
  const gzip = await app.request(href, { headers: { 'Accept-Encoding': 'gzip' } })
  expect(brotli.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).toString()).toBe(plain)
  expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(plain)
  const font = /url\((\/assets\/[^)]+\.woff2)\)/.exec(plain)?.[1] ?? ''
  const face = await app.request(font, { headers: { 'Accept-Encoding': 'br' } })
  expect(face.headers.get('content-type')).toBe('font/woff2')
  expect(Buffer.from(await face.arrayBuffer()).toString('latin1', 0, 4)).toBe('wOF2')
})

test('scripts import each other, and idiomorph, by addresses that exist', async () => {
  const seen = new Set<string>()
  const follow = async (href: string): Promise<void> => {
    if (seen.has(href)) return
    seen.add(href)
    for (const [, target] of (await read(href)).matchAll(/import[^'"]*?from["']([^"']+)["']/g)) {
      expect(target).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{16}\.js$/)
      await follow(target ?? '')
    }
  }
  await follow(assets.href('main.js'))
  expect([...seen].some(href => href.startsWith('/assets/idiomorph.'))).toBe(true)
  expect(seen.size).toBeGreaterThan(6)
})

test('style sheets use logical properties only, so that right-to-left is the same sheet', async () => {
  for (const name of ['desk.css', 'portal.css', 'site.css']) {
    const rules = (await read(assets.href(name))).replace(/\/\*.*?\*\//gs, '')
    expect(rules.length).toBeGreaterThan(5_000)
    expect(rules).not.toMatch(
      /(^|[\s;{-])(left|right|margin-(left|right)|padding-(left|right)|border-(left|right))\s*:/m,
    )
    expect(rules).not.toMatch(/(text-align|float)\s*:\s*(left|right)/)
  }
})

test('a script that comes when it is needed has an address that names its content, too', async () => {
  const [, target = ''] = /import\(["']([^"']+)["']\)/.exec(await read(assets.href('media-upload.js'))) ?? []
  expect(target).toBe(assets.href('tus.js'))
})
