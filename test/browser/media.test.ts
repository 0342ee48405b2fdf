import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noFacts, noPackets } from '../../src/domain/file-facts.ts'
import { type Preparing, startPreparing } from '../../src/media/prepare.ts'
import { insertAsset, makeAssetId } from '../../src/store/asset.ts'
import { createLog, createMetrics } from '../../src/telemetry.ts'
import { kitPassword } from '../kit/accounts.ts'
import { type StartedDesk, startedDesk } from '../kit/desk.ts'
import { sentPicture } from '../kit/desk-media.ts'
import { drafted } from '../kit/drafting.ts'
import { madePhoto, readyAsset } from '../kit/media.ts'
import { expectAccessible, inChromium, openBrowser, openPage, overflowsSideways, type Served, serveApp } from './kit.ts'

inChromium('media at the desk', () => {
  let browser: Browser
  let served: Served
  let desk: StartedDesk
  let preparing: Preparing
  let folder: string
  beforeAll(async () => {
    desk = await startedDesk()
    browser = await openBrowser()
    served = await serveApp(desk.app)
    folder = await mkdtemp(join(tmpdir(), 'dateline-browser-'))
    const { db, blobs, workshop } = desk
    preparing = await startPreparing({
      db,
      blobs,
      workshop,
      agencyName: 'Meridian',
      log: createLog('fatal'),
      metrics: createMetrics(),
    })
  })
  afterAll(async () => {
    await preparing.stop()
    await browser.close()
    await served.close()
    await desk.stop()
    await rm(folder, { recursive: true })
  })

  const signIn = async (page: Page, language = 'en') => {
    await page.context().addCookies([{ name: 'dateline_language', value: language, url: served.origin }])
    await page.goto(`${served.origin}/desk/sign-in`)
    await page.locator('#field-email').fill('editor@meridian.example')
    await page.locator('#field-password').fill(kitPassword)
    await page.locator('main button').click()
    await page.waitForURL(`${served.origin}/desk`)
  }
  const go = async (page: Page, path: string) => {
    await page.goto(served.origin + path)
    await page.evaluate(() => document.fonts.ready)
  }
  /** A photo on the disk. */
  const photo = async (name: string, width: number, height: number, colour: number) => {
    const path = join(folder, name)
    await writeFile(path, await madePhoto(width, height, colour))
    return path
  }

  test('a file is brought in, becomes ready before the eyes, is written about, focused by keyboard, sent, and is on the wire', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page)
    for (const key of ['g', 'm']) await page.keyboard.press(key)
    await page.waitForURL('**/desk/media')
    const svg = join(folder, 'bad.svg')
    await writeFile(svg, '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    await page.locator('#field-file').setInputFiles([await photo('ferry.jpg', 1800, 1200, 77), svg])
    await page.locator('.sending[data-state=refused]', { hasText: 'This file cannot be taken' }).waitFor()
    const card = page.locator('.upload', { hasText: 'ferry.jpg' })
    await card.locator('img').waitFor()
    await page.getByRole('button', { name: 'Take off the list' }).click()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/media/ast_*')
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/drafts/dra_*')
    await page.locator('.focus-handle').focus()
    const before = await page.locator('[data-crop=square] svg').getAttribute('viewBox')
    for (let n = 0; n < 20; n++) await page.keyboard.press('ArrowLeft')
    await page.getByText('Focus: 30 % from the left, 50 % from the top').waitFor()
    expect(await page.locator('[data-crop=square] svg').getAttribute('viewBox')).not.toBe(before)
    await page.locator('.focus-tools label', { hasText: 'Wide' }).click()
    await page.locator('.focus-handle').press('ArrowDown')
    expect(await page.locator('#field-crop-wide').inputValue()).toMatch(/^0 \d/u)
    await page.locator('#field-headline').fill('The ferry at dawn')
    await page.locator('#field-category').selectOption('general')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL('**saved=1')
    // Made anew, and shown when it is ready, while the page stays.
    await page.locator('#files-panel .upload-state').waitFor({ state: 'detached', timeout: 30_000 })
    await page.keyboard.press('Control+Enter')
    await page.waitForURL('**sheet=send')
    await page.getByText('What goes out').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL('**/desk/items/dl:picture:**')
    const shown = page.locator('.story .media-picture')
    await shown.waitFor()
    expect(await shown.evaluate(image => image instanceof HTMLImageElement && image.naturalWidth)).toBeGreaterThan(500)
    await go(page, '/desk')
    await page.locator('.wire .row-media', { hasText: 'The ferry at dawn' }).locator('img').waitFor()
    expect(complaints.filter(each => !each.includes('422'))).toEqual([])
    await page.context().close()
  }, 180_000)

  test('an upload that is broken off goes on where it stopped: after a lost line, and after the page is opened anew', async () => {
    const { page } = await openPage(browser)
    await signIn(page)
    await go(page, '/desk/media')
    const path = join(folder, 'long.csv')
    await writeFile(path, `${'place,level\n'.repeat(40)}${'Orsel,12.5\n'.repeat(2_400_000)}`)
    const sizes: number[] = []
    page.on('request', request => {
      if (request.method() === 'PATCH') sizes.push(Number(request.headers()['upload-offset']))
    })
    await page.locator('#field-file').setInputFiles(path)
    await page.waitForRequest(request => request.method() === 'PATCH' && request.headers()['upload-offset'] !== '0')
    await served.cut()
    await page.getByText('The line is broken').waitFor()
    await served.listen()
    await page.locator('.sending').getByRole('button', { name: 'Pause' }).click()
    await page.getByText('Paused').waitFor()
    page.on('dialog', dialog => dialog.accept())
    await go(page, '/desk/media')
    await page.getByText('Broken off before').waitFor()
    await page.locator('#field-file').setInputFiles(path)
    await page.locator('.upload', { hasText: 'long.csv' }).waitFor({ timeout: 30_000 })
    expect(sizes.filter(each => each === 0)).toHaveLength(1)
    await page.context().close()
  }, 120_000)

  test('without scripts a file is brought in, written about, and given a focus by numbers', async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false })
    await signIn(page)
    await go(page, '/desk/media')
    await page.locator('#field-file').setInputFiles(await photo('quiet.jpg', 1000, 700, 150))
    await page.getByRole('button', { name: 'Bring in' }).click()
    await page.getByText('1 file was taken in').waitFor()
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.locator('.upload', { hasText: 'quiet.jpg' }).locator('img').count()
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    await page.getByRole('link', { name: 'quiet.jpg' }).click()
    await page.getByRole('button', { name: 'Write about it' }).click()
    await page.getByText('Focus and crops as numbers').click()
    await page.locator('#field-focusX').fill('40')
    await page.locator('#field-focusY').fill('60')
    await page.locator('#field-headline').fill('A quiet lake')
    await page.locator('#field-category').selectOption('general')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(await page.locator('#field-focusX').inputValue()).toBe('40')
    await page.context().close()
  }, 120_000)

  const looks = [
    { width: 390, theme: 'light', language: 'en' },
    { width: 1100, theme: 'dark', language: 'ar' },
    { width: 1600, theme: 'light', language: 'tr' },
  ] as const

  test.each(looks)(
    'has no barrier and no sideways scroll at $width px, $theme, $language',
    async look => {
      const editor = await desk.sit('editor')
      const { item, asset } = await sentPicture(desk, editor, 20 + look.width / 10, `group-${look.width}`)
      const begun = async (id: string) =>
        (await editor.post('/desk/media/begin', { asset: id })).headers.get('location') ?? ''
      const long = `${'harbour-'.repeat(12)}${'x'.repeat(60)}.jpg`
      const failed = makeAssetId()
      await insertAsset(desk.db, {
        ...{ id: failed, digest: failed.slice(4).padEnd(64, '1'), sizeBytes: 900, type: 'picture', fileName: long },
        ...{
          contentType: 'image/jpeg',
          widthPixels: null,
          heightPixels: null,
          durationSeconds: null,
          fingerprint: null,
        },
        ...{ facts: noFacts, packets: noPackets, addedBy: desk.accounts.editor.id },
      })
      const video = await readyAsset(desk.db, desk.blobs, {
        type: 'video',
        fileName: 'clip.mp4',
        contentType: 'video/mp4',
        files: {},
      })
      const picture = await begun(asset.id)
      const text = await drafted(editor)
      await editor.post(`${text}/figures`, { item: item.slice('/desk/items/'.length), tie: '1' })
      const { page, complaints } = await openPage(browser, {
        viewport: { width: look.width, height: 844 },
        colorScheme: look.theme,
      })
      await signIn(page, look.language)
      const paths = [
        '/desk/media',
        `/desk/media/${asset.id}`,
        `/desk/media/${failed}`,
        picture,
        `${picture}?sheet=files`,
      ]
      const more = [
        `${picture}?wrong=crop-wide`,
        await begun(video.id),
        `${text}?sheet=figure`,
        `${text}/preview`,
        item,
      ]
      for (const path of [...paths, ...more, '/desk/new?type=collection', '/desk']) {
        await go(page, path)
        await expectAccessible(page)
        expect(await overflowsSideways(page), path).toBe(false)
      }
      await go(page, '/desk/media')
      await page.locator('.upload-pick input').first().check()
      await expectAccessible(page)
      expect(complaints).toEqual([])
      await page.context().close()
    },
    240_000,
  )
})
