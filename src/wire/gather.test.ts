import { expect, test } from 'vitest'
import { createGather } from './gather.ts'

test('what is asked in one turn is answered by one batch, each with its own answer', async () => {
  const batches: (readonly number[])[] = []
  const double = createGather({ most: 10 }, async (batch: readonly number[]) => {
    batches.push(batch)
    return batch.map(each => 2 * each)
  })
  expect(await Promise.all([double.ask(1), double.ask(2), double.ask(3)])).toEqual([2, 4, 6])
  expect(batches).toEqual([[1, 2, 3]])
})

test('a batch has no more than it may, and what comes meanwhile waits for the next one', async () => {
  const sizes: number[] = []
  const echo = createGather({ most: 2 }, async (batch: readonly number[]) => {
    sizes.push(batch.length)
    if (sizes.length === 1) void echo.ask(9)
    return batch
  })
  await Promise.all([1, 2, 3].map(echo.ask))
  await echo.settled()
  expect(sizes).toEqual([2, 2])
})

test('a batch that fails fails all who are in it, and the next one is tried', async () => {
  const fragile = createGather({ most: 2 }, async (batch: readonly number[]) => {
    if (batch.includes(0)) throw new RangeError('nought')
    return batch
  })
  const outcomes = await Promise.allSettled([0, 1, 2].map(fragile.ask))
  expect(outcomes.map(each => each.status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})
