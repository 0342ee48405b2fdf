import { setTimeout as wait } from 'node:timers/promises'
import { assetOf } from '../../store/asset.ts'
import type { Desk } from '../env.ts'

const lookMs = 250
const patienceMs = 15_000

/** Waits a while for an upload whose sizes are still being made. */
export const waitUntilMade = async ({ db }: Pick<Desk, 'db'>, asset: string): Promise<void> => {
  for (let waited = 0; waited < patienceMs; waited += lookMs) {
    const found = await assetOf(db, asset)
    if (found === null || found.state !== 'waiting') return
    await wait(lookMs)
  }
}
