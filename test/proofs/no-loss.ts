import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readSettings } from '../../src/config.ts'
import { connect } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openDatabase } from '../../src/store/open.ts'
import { productVersions } from '../../src/store/product.ts'
import { createLog } from '../../src/telemetry.ts'
import { parseFiling } from '../../src/wire/filing.ts'
import { createItemNumbers, publish } from '../../src/wire/publish.ts'
import { seedAccounts } from '../kit/accounts.ts'
import { content } from '../kit/examples.ts'
import { killTree, start } from './tree.ts'
import { checkWire } from './wire-check.ts'

/** 16 concurrent publishers as fast as they go, three tails in processes of their own: each tail has every seq once and in order. */
export const noLoss = async ({ times }: { times: number; seed: number }): Promise<string[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dateline-proof-'))
  // Else root's PostgreSQL, which is not root, would have to lie elsewhere.
  chmodSync(dataDir, 0o711)
  const environment = { DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'fatal' }
  const settings = readSettings(environment)
  const database = await openDatabase(settings, createLog('fatal'), 'proof')
  const db = connect(database.owner, { max: 20 })
  await migrate(db)
  await seedAccounts(db)
  const tails = [1, 2, 3].map(() => {
    const seqs: number[] = []
    const child = start(
      fileURLToPath(new URL('./no-loss-tail.ts', import.meta.url)),
      environment,
      line => void seqs.push(Number(line)),
    )
    return { seqs, child }
  })
  while (tails.some(tail => tail.seqs[0] !== 0)) await sleep(50)

  const products = await productVersions(db)
  const publisher = {
    db,
    agency: { code: 'dl', domain: 'meridian.example' },
    clock: () => new Date(),
    numbers: createItemNumbers(),
    rules: () => ({ products, publicity: { priorities: [4 as const], delayMinutes: 0 } }),
  }
  const filing = parseFiling({ signal: 'new', content: content(), by: 'proof' })
  const count = times * 1_000
  let left = count
  const began = performance.now()
  const lane = async () => {
    while (left-- > 0) await publish(publisher, { filing, item: null, expects: null, key: null })
  }
  await Promise.all(Array.from({ length: 16 }, lane))
  const perSecond = Math.round(count / ((performance.now() - began) / 1000))
  for (let tries = 0; tries < 200 && tails.some(tail => tail.seqs.length <= count); tries++) await sleep(50)
  for (const { seqs, child } of tails) {
    await killTree(child)
    if (seqs.length !== count + 1) throw new Error(`a tail had ${seqs.length - 1} entries of ${count}`)
    seqs.forEach((seq, i) => {
      if (seq !== i) throw new Error(`a tail had ${seq} where ${i} belongs`)
    })
  }
  const head = await checkWire(db)
  await db.end()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
  return [
    `${head} entries by 16 publishers, ${perSecond} a second with three tails on the same machine; every seq once and in order in each`,
  ]
}
