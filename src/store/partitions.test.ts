import { expect, test } from 'vitest'
import { startedDateline } from '../../test/kit/dateline.ts'
import { keepPartitionsAhead } from './partitions.ts'

test('the wire goes on over the edge of a partition, and new ones are made while it is written', async () => {
  const started = await startedDateline({ ROLES: 'api' })
  try {
    await started.db`update wire_head set seq = 2999950`
    let isOver = false
    const keeping = (async () => {
      const made: string[] = []
      while (!isOver) made.push(...(await keepPartitionsAhead(started.db)))
      return made
    })()
    const lanes = Array.from({ length: 8 }, async () => {
      const seqs: number[] = []
      for (let i = 0; i < 10; i++) seqs.push((await started.file()).seq)
      return seqs
    })
    const seqs = (await Promise.all(lanes)).flat().sort((a, b) => a - b)
    isOver = true
    expect(seqs).toEqual(Array.from({ length: 80 }, (_, i) => 2_999_951 + i))
    expect((await keeping).sort()).toEqual(['entry_3000001', 'entry_4000001', 'entry_5000001'])
    expect(await started.db`select count(*) as n from entry_3000001`).toMatchObject([{ n: 30 }])
  } finally {
    await started.stop()
  }
})
