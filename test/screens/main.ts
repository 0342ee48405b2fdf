import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openBrowser } from '../kit/chromium.ts'
import { serveDemo } from './agency.ts'
import { screens } from './table.ts'
import { type Look, visitorOf } from './visit.ts'

/** `npm run screens [-- WORD …] [--into FOLDER]`: photographs of every screen, or of those whose names contain a word. */
const looks: readonly (Look & { name: string; isMainOnly?: true })[] = [
  { name: 'light', width: 1280, theme: 'light', language: 'en' },
  { name: 'dark', width: 1280, theme: 'dark', language: 'en' },
  { name: 'phone', width: 390, theme: 'light', language: 'en' },
  { name: 'arabic', width: 1280, theme: 'light', language: 'ar' },
  { name: 'turkish', width: 1280, theme: 'light', language: 'tr', isMainOnly: true },
]

const { positionals: words, values } = parseArgs({
  allowPositionals: true,
  options: { into: { type: 'string', default: fileURLToPath(new URL('../../screens', import.meta.url)) } },
})
const wanted = screens.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)))
rmSync(values.into, { recursive: true, force: true })
mkdirSync(values.into, { recursive: true })
const agency = await serveDemo()
const browser = await openBrowser()
const failures: string[] = []
try {
  for (const look of looks) {
    const visitor = visitorOf(browser, agency, look)
    for (const screen of wanted) {
      if (look.isMainOnly && screen.isMain !== true) continue
      try {
        const page = await visitor.open(screen)
        await page.screenshot({ path: join(values.into, `${screen.name}.${look.name}.png`), fullPage: true })
      } catch (error) {
        failures.push(`${screen.name}, ${look.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
    await visitor.close()
  }
} finally {
  await browser.close()
  await agency.stop()
}
console.log(`${wanted.length} screens, photographed into ${values.into}`)
for (const failure of failures) console.error(failure)
process.exit(failures.length === 0 ? 0 : 1)
