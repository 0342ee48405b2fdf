import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { serveAssets } from './asset-routes.ts'
import { createAssets } from './assets.ts'
import type { WebEnv } from './env.ts'

const assets = createAssets()
const app = new Hono<WebEnv>().route('/assets', serveAssets(assets))

/** The scripts that a page with these loads, each once, compressed as a browser asks for them: bytes. */
const weightOf = async (names: readonly string[]): Promise<number> => {
  const seen = new Map<string, number>()
  const follow = async (href: string): Promise<void> => {
    if (seen.has(href)) return
    const answer = await app.request(href)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    seen.set(href, gzipSync(text).length)
    for (const [, target = ''] of text.matchAll(/import[^'"(]*?["'](\/assets\/[^'"]+)["']/gu)) await follow(target)
  }
  for (const name of names) await follow(assets.href(name))
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0)
}

const kB = 1000

test('the page on which a story is written loads at most 120 kB of scripts', async () => {
  expect(await weightOf(['main.js', 'media-upload.js', 'focus-picture.js', 'editor.js'])).toBeLessThan(120 * kB)
})

test.each([['main.js'], ['main.js', 'media-upload.js']])(
  'pages without an editor load at most 20 kB',
  async (...names) => {
    expect(await weightOf(names)).toBeLessThan(20 * kB)
  },
)

test('the editor is bundled once, and its address is the same in every process', async () => {
  expect(createAssets().href('editor.js')).toBe(assets.href('editor.js'))
  const [first, second] = await Promise.all([
    app.request(assets.href('editor.js')),
    app.request(assets.href('editor.js')),
  ])
  expect(await first.text()).toBe(await second.text())
})
