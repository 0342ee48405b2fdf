import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addSource } from '../../src/intake/sources.ts'
import type { Db } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { ninjsOf } from '../kit/intake.ts'
import { seeded } from './random.ts'
import { freePort, ready, withDatabase } from './server.ts'
import { killTree, start } from './tree.ts'
import { checkWire } from './wire-check.ts'

/** Files that are put into the folder, each a story of its own; of every tenth the bytes come a second time under another name. */
const stories = 1_000

/**
 * Files are put into a watched folder whose items go out by themselves, while server and PostgreSQL are killed with SIGKILL at a random
 * moment, again and again. Once all is taken, each story is on the wire exactly once, and the folder is empty.
 */
export const intake = async ({ times, seed }: { times: number; seed: number }): Promise<string[]> => {
  const home = mkdtempSync(join(tmpdir(), 'dateline-proof-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(home, 0o711)
  const folder = join(home, 'incoming')
  mkdirSync(folder)
  const environment = {
    ...{ DATA_DIR: join(home, 'data'), DEMO: '0', LOG_LEVEL: 'fatal', ROLES: 'intake', PUBLIC_DELAY_MINUTES: '0' },
    PORT: String(await freePort()),
  }
  const url = `http://127.0.0.1:${environment.PORT}`
  await withDatabase(environment, async db => {
    await migrate(db)
    await addSource(db, {
      ...{ name: 'Proof', kind: 'folder', settings: { path: folder, settleSeconds: 0 }, everySeconds: 1 },
      ...{ routing: { mode: 'broadcast' }, defaults: { category: 'general' } },
    })
  })
  const random = seeded(seed)
  let put = 0
  let sent = 0
  for (let time = 1; time <= times; time++) {
    const server = start('src/main.ts', environment, () => {})
    await ready(url)
    put = putFiles(folder, put, Math.ceil((stories * time) / times))
    const before = sent
    const began = performance.now()
    while (sent === before && performance.now() - began < 20_000) {
      await sleep(50)
      sent = await withDatabase(environment, sentStories)
    }
    await sleep(random() * 1_500)
    await killTree(server)
    console.log(`${time}: ${put} files put, killed with more than ${sent} on the wire`)
  }
  const server = start('src/main.ts', environment, () => {})
  await ready(url)
  const head = await withDatabase(environment, async db => {
    await finished(db, folder)
    await checkStories(db)
    return checkWire(db)
  })
  await killTree(server)
  rmSync(home, { recursive: true, force: true })
  return [
    `${times} kills, ${stories} stories in ${stories + stories / 10} files; ${head} entries, each story on the wire once`,
  ]
}

/** Puts files for the stories from `from` up to `upTo`, each written elsewhere and moved in. @returns `upTo` */
const putFiles = (folder: string, from: number, upTo: number): number => {
  for (let n = from + 1; n <= upTo; n++) {
    const text = ninjsOf({ uri: `urn:proof:${n}`, headline: `Story ${n} of the proof` })
    const names = n % 10 === 0 ? [`${n}.json`, `${n} again.json`] : [`${n}.json`]
    for (const name of names) {
      writeFileSync(join(folder, `.${name}`), text)
      renameSync(join(folder, `.${name}`), join(folder, name))
    }
  }
  return upTo
}

const sentStories = async (db: Db): Promise<number> => {
  const rows = await db<{ count: number }[]>`select count(*) as count from entry`
  return rows[0]?.count ?? 0
}

/** Waits until the folder is empty and nothing is left to read or to decide on. */
const finished = async (db: Db, folder: string): Promise<void> => {
  for (let tries = 0; tries < 1_200; tries++) {
    const rows = await db<{ left: number }[]>`
      select (select count(*) from intake_raw where status = 'pending') + (select count(*) from intake_item where status = 'arrived') as left`
    const files = readdirSync(folder).filter(name => name.endsWith('.json'))
    if (rows[0]?.left === 0 && files.length === 0 && (await sentStories(db)) >= stories) return
    await sleep(100)
  }
  throw new Error(`after two minutes ${await sentStories(db)} stories of ${stories} are on the wire`)
}

const checkStories = async (db: Db): Promise<void> => {
  const rows = await db<{ headline: string; count: number }[]>`
    select document::json -> 'content' ->> 'headline' as headline, count(*) as count from version group by 1`
  const wire = new Map(rows.map(({ headline, count }) => [Number(/\d+/.exec(headline)?.[0]), count]))
  for (let n = 1; n <= stories; n++) {
    if (wire.get(n) !== 1) throw new Error(`story ${n} is on the wire ${wire.get(n) ?? 0} times`)
  }
  if (wire.size !== stories) throw new Error(`there are ${wire.size} stories on the wire`)
  const [items] = await db<{ count: number; sent: number }[]>`
    select count(*) as count, count(*) filter (where status = 'sent' and seq is not null) as sent from intake_item`
  if (items?.count !== stories || items.sent !== stories) {
    throw new Error(`of ${items?.count} items ${items?.sent} are noted as sent`)
  }
}
