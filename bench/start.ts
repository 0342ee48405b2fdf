import { join } from 'node:path'
import { serve } from './agency.ts'
import { type Bench, figuresOf } from './figures.ts'
import { inTemporaryFolder } from './programs.ts'
import { median } from './statistics.ts'

export const start: Bench = {
  sentence: 'Seconds from `npm start` to ready: on fresh data, with the demo, and afterwards.',
  options: { rounds: 5 },
  async run({ rounds = 0 }) {
    const fresh: number[] = []
    const again: number[] = []
    for (let round = 0; round < rounds; round++) {
      await inTemporaryFolder(async folder => {
        for (const times of [fresh, again]) {
          const server = await serve(join(folder, 'data'))
          times.push(server.readyMs / 1000)
          await server.stop()
        }
      })
    }
    const { own } = figuresOf('start')
    return [own('to ready on fresh data', median(fresh), 's'), own('to ready afterwards', median(again), 's')]
  },
}
