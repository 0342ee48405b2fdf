import { loadavg } from 'node:os'
import type { Browser } from 'playwright-core'
import { addStaff } from '../src/accounts/admin.ts'
import { openBrowser } from '../test/kit/chromium.ts'
import { sitAt } from '../test/kit/desk.ts'
import { type Agency, serveAgency } from './agency.ts'
import { type Bench, type Figure, figuresOf } from './figures.ts'
import { inTemporaryFolder } from './programs.ts'
import { keystrokes } from './screens-keys.ts'
import { listOfDrafts } from './screens-list.ts'
import { wireToPaint } from './screens-wire.ts'
import { quantile } from './statistics.ts'
import { type Weight, weigh } from './weights.ts'

const { own, peer } = figuresOf('screens')
const password = 'a bench signs in'

/** Somebody at the desk of a bench, in a browser. */
export interface Seat {
  readonly agency: Agency
  readonly browser: Browser
  readonly url: string
  /** Of an editor who is signed in. */
  readonly cookie: string
  readonly editor: string
}

export const screens: Bench = {
  sentence: 'The desk in Chromium: keystroke to paint, 10,000 drafts, broadcast to paint, and what pages weigh.',
  options: { drafts: 10_000, keys: 400, entries: 100, opens: 20 },
  run: ({ drafts = 0, keys = 0, entries = 0, opens = 0 }) =>
    inTemporaryFolder(async folder => {
      const agency = await serveAgency(folder, 1)
      const browser = await openBrowser()
      try {
        const act = { db: agency.db, by: 'bench', now: new Date() }
        const email = 'editor@meridian.example'
        const { id: editor } = await addStaff(act, { email, name: 'An editor', role: 'editor', password })
        const url = `http://127.0.0.1:${agency.server.port}`
        const request = (path: string, init?: RequestInit) => fetch(url + path, { ...init, redirect: 'manual' })
        const { cookie } = await sitAt({ request }, 'editor', password)
        const seat: Seat = { agency, browser, url, cookie, editor }
        console.error(`screens: load ${loadavg()[0]?.toFixed(1)} before`)
        const figures = [
          ...weightFigures(await weighAll(seat)),
          ...(await keyFigures(seat, keys)),
          ...(await wireFigures(seat, entries)),
          ...(await listFigures(seat, { drafts, opens })),
        ]
        console.error(`screens: load ${loadavg()[0]?.toFixed(1)} after`)
        return figures
      } finally {
        await browser.close()
        await agency.stop()
      }
    }),
}

/** Pages and the most that their scripts may weigh together, compressed. */
const pages = [
  { name: 'the page to write on', path: '/desk/new', mostScriptKb: 120 },
  { name: 'the wire', path: '/desk', mostScriptKb: 20 },
  { name: 'the drafts', path: '/desk/drafts', mostScriptKb: 20 },
  { name: 'what comes in', path: '/desk/incoming', mostScriptKb: 20 },
  { name: 'media', path: '/desk/media', mostScriptKb: 20 },
] as const

const weighAll = async ({ browser, url, cookie }: Seat) => {
  const weighed: { name: string; weight: Weight }[] = []
  const heavy: string[] = []
  for (const { name, path, mostScriptKb } of pages) {
    const weight = await weigh(browser, url + path, cookie)
    if (weight.scripts > mostScriptKb * 1_000)
      heavy.push(`${name}: ${weight.scripts} bytes, more than ${mostScriptKb} kB`)
    weighed.push({ name, weight })
  }
  if (heavy.length > 0) throw new Error(`the scripts are too heavy: ${heavy.join('; ')}`)
  return weighed
}

const weightFigures = (weighed: Awaited<ReturnType<typeof weighAll>>): Figure[] =>
  weighed.flatMap(({ name, weight }) =>
    (['scripts', 'html', 'css', 'fonts'] as const).map(part => own(`${name}: ${part}`, weight[part] / 1_000, 'kB')),
  )

const keyFigures = async (seat: Seat, keys: number): Promise<Figure[]> => {
  const { editor, bare } = await keystrokes(seat, keys)
  return [0.5, 0.99].flatMap(part => {
    const metric = `key to paint in a story of 800 words, ${part === 0.5 ? 'median' : 'p99'}`
    const [value, least] = [quantile(editor, part), quantile(bare, part)]
    return [own(metric, value, 'ms'), peer('a bare textarea', metric, least, 'ms', least / value)]
  })
}

const wireFigures = async (seat: Seat, entries: number): Promise<Figure[]> => {
  const tookMs = await wireToPaint(seat, entries)
  return [0.5, 0.95, 1].map(part => {
    const name = part === 1 ? 'slowest' : part === 0.5 ? 'median' : 'p95'
    return own(`publish to painted row, ${name}`, quantile(tookMs, part), 'ms')
  })
}

const listFigures = async (seat: Seat, counts: { drafts: number; opens: number }): Promise<Figure[]> => {
  const { serverMs, paintMs } = await listOfDrafts(seat, counts)
  const of = `${counts.drafts.toLocaleString('en')} drafts`
  return [
    own(`list of ${of}: answered, median`, quantile(serverMs, 0.5), 'ms'),
    own(`list of ${of}: answered, slowest`, quantile(serverMs, 1), 'ms'),
    own(`list of ${of}: painted, median`, quantile(paintMs, 0.5), 'ms'),
  ]
}
