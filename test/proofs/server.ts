import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSettings } from '../../src/config.ts'
import { connect, type Db } from '../../src/store/db.ts'
import { openDatabase } from '../../src/store/open.ts'
import { createLog } from '../../src/telemetry.ts'

/** Waits until a server that was started answers. */
export const ready = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.status === 200) return
    await sleep(50)
  }
  throw new Error('the server did not become ready in 30 s')
}

/** Works over the database of these settings, beside a server where one runs. */
export const withDatabase = async <T>(
  environment: Record<string, string>,
  work: (db: Db) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase({ ...readSettings(environment), allowBeside: true }, createLog('fatal'), 'proof')
  const db = connect(database.owner, { max: 2 })
  try {
    return await work(db)
  } finally {
    await db.end()
    await database.stop()
  }
}

export const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
