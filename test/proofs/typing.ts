import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '../../src/store/migrate.ts'
import { seedAccounts } from '../kit/accounts.ts'
import { sitAt } from '../kit/desk.ts'
import { seeded } from './random.ts'
import { freePort, ready, withDatabase } from './server.ts'
import { killTree, start } from './tree.ts'
import { openTypist, type Typist } from './typing-browser.ts'
import { type Hands, startTyping, type Typed, textShown } from './typing-hands.ts'

/** What is killed; `device`: server and browser, and the story is opened on another device afterwards. */
const kinds = ['server', 'browser', 'both', 'device'] as const
type Kind = (typeof kinds)[number]

/** Of typing, at most, may be gone. */
const mostLostMs = 1_000
/** For so long a text stays on a device alone before another page of its writer sends it. */
const quietMs = 21_000

interface Outcome {
  readonly kind: Kind
  readonly typed: Typed
  readonly lostCharacters: number
  readonly lostMs: number
}

interface Trial {
  readonly environment: Record<string, string>
  readonly url: string
  readonly cookie: string
  readonly folder: string
  readonly random: () => number
}

/**
 * Somebody types a story in Chromium; server, browser or both are killed with SIGKILL at a random moment, and started again. What is there afterwards lacks
 * at most the last second of typing, and nothing of a save that was answered.
 */
export const typing = async ({ times, seed }: { times: number; seed: number }): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-proof-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(folder, 0o711)
  const environment = {
    ...{ DATA_DIR: join(folder, 'data'), DEMO: '0', LOG_LEVEL: 'fatal', PORT: String(await freePort()) },
  }
  const url = `http://127.0.0.1:${environment.PORT}`
  await withDatabase(environment, async db => {
    await migrate(db)
    await seedAccounts(db)
  })
  const first = start('src/main.ts', environment, () => {})
  await ready(url)
  const request = (path: string, init?: RequestInit) => fetch(url + path, { ...init, redirect: 'manual' })
  const { cookie } = await sitAt({ request }, 'editor')
  await killTree(first)
  const trial = { environment, url, cookie, folder, random: seeded(seed) }
  const outcomes: Outcome[] = []
  for (let time = 1; time <= times; time++) {
    const kind = kinds[Math.floor(trial.random() * kinds.length)] ?? 'browser'
    const outcome = await oneKill(trial, kind)
    outcomes.push(outcome)
    const { typed, lostCharacters, lostMs } = outcome
    console.log(
      `${time}: ${kind} killed after ${typed.text.length} characters and ${typed.saves} saves; ${lostCharacters} characters lost, of ${Math.round(lostMs)} ms`,
    )
  }
  rmSync(folder, { recursive: true, force: true })
  // On another device there is what the server has, and that is all.
  const worse = outcomes.filter(({ kind, lostMs }) => kind !== 'device' && lostMs > mostLostMs)
  if (worse.length > 0)
    throw new Error([`${worse.length} times more than a second is gone`, ...told(outcomes)].join('\n'))
  return told(outcomes)
}

const oneKill = async ({ environment, url, cookie, folder, random }: Trial, kind: Kind): Promise<Outcome> => {
  const profile = join(folder, 'profile')
  mkdirSync(profile, { recursive: true })
  let server = start('src/main.ts', environment, () => {})
  await ready(url)
  let typist = await openTypist(profile, url, cookie)
  try {
    const hands = await startTyping(typist.page, url, random)
    await sleep(300 + random() * 6_000)
    const killedAt = await kill(kind, { server, typist, hands, random })
    const typed = hands.now()
    if (kind !== 'browser') {
      server = start('src/main.ts', environment, () => {})
      await ready(url)
    }
    if (kind !== 'server') {
      typist = await openTypist(kind === 'device' ? `${profile}-other` : profile, url, cookie)
      await reopen(typist, url, { draft: typed.draft, killedAt, isKept: kind !== 'device' })
    }
    const shown = await textShown(typist.page)
    return outcomeOf(kind, { typed, killedAt, shown, stored: await storedText(environment, typed.draft) })
  } finally {
    await typist.kill()
    await killTree(server)
    rmSync(`${profile}-other`, { recursive: true, force: true })
  }
}

interface Running {
  readonly server: Parameters<typeof killTree>[0]
  readonly typist: Typist
  readonly hands: Hands
  readonly random: () => number
}

/** @returns when: nothing that was typed from then on could be kept. Without a server, typing goes on for a while. */
const kill = async (kind: Kind, { server, typist, hands, random }: Running): Promise<number> => {
  if (kind === 'server') {
    await killTree(server)
    await sleep(random() * 3_000)
    await hands.stop()
    return performance.now()
  }
  const killedAt = performance.now()
  await Promise.all([typist.kill(), kind === 'browser' ? null : killTree(server)])
  await hands.stop()
  return killedAt
}

/** Opens the story again. One that the server never had is sent by another page of its writer, after a while. */
const reopen = async (
  { page }: Typist,
  url: string,
  { draft, killedAt, isKept }: { draft: string; killedAt: number; isKept: boolean },
): Promise<void> => {
  const open = async () => (await page.goto(`${url}/desk/drafts/${draft}`))?.status() === 200
  if (await open()) return
  if (!isKept) return void (await page.goto(`${url}/desk/new`))
  await sleep(Math.max(0, killedAt + quietMs - performance.now()))
  await page.goto(`${url}/desk/new`)
  for (let tries = 0; tries < 100; tries++) {
    await sleep(100)
    const answer = await page.request.get(`${url}/desk/drafts/${draft}`)
    if (answer.status() === 200) break
  }
  if (!(await open())) throw new Error(`nothing of ${draft} has come to the server`)
}

/** What the server has, once nobody writes any more. */
const storedText = (environment: Record<string, string>, draft: string): Promise<string> =>
  withDatabase(environment, async db => {
    const [row] = await db<{ body: string }[]>`select document ->> 'body' as body from draft where id = ${draft}`
    return row?.body ?? ''
  })

/** @throws Error where a save is gone that was answered, or something else is there than was typed */
const outcomeOf = (
  kind: Kind,
  { typed, killedAt, shown, stored }: { typed: Typed; killedAt: number; shown: string; stored: string },
): Outcome => {
  const { text, at, acknowledged } = typed
  if (shown.trim() !== stored.trim()) throw new Error(`the page says “${shown}” and the server “${stored}”`)
  if (!stored.startsWith(acknowledged.trimEnd()))
    throw new Error(`a save was answered that is gone: “${acknowledged}” became “${stored}”`)
  if (!text.startsWith(stored.trimEnd())) throw new Error(`“${text}” was typed and “${stored}” is there`)
  // What was on its way into the browser when it was killed had not been typed yet.
  const typedThen = at.filter(each => each <= killedAt).length
  const lostCharacters = Math.max(0, text.slice(0, typedThen).trimEnd().length - stored.trimEnd().length)
  const lostMs = lostCharacters === 0 ? 0 : killedAt - (at[stored.trimEnd().length] ?? killedAt)
  return { kind, typed, lostCharacters, lostMs }
}

const told = (outcomes: readonly Outcome[]): string[] => {
  const worst = (some: readonly Outcome[]) =>
    `${Math.max(0, ...some.map(each => each.lostCharacters))} characters, ${Math.round(Math.max(0, ...some.map(each => each.lostMs)))} ms`
  const saves = outcomes.reduce((sum, { typed }) => sum + typed.saves, 0)
  const characters = outcomes.reduce((sum, { typed }) => sum + typed.text.length, 0)
  return [
    `${outcomes.length} kills, ${characters} characters typed, ${saves} saves answered, none of them gone`,
    ...kinds.flatMap(kind => {
      const some = outcomes.filter(each => each.kind === kind)
      return some.length === 0 ? [] : [`${kind}: ${some.length} times, at most lost: ${worst(some)}`]
    }),
  ]
}
