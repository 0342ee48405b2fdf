import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

test('a burst passes, then the rest at its rate', () => {
  const throttle = createThrottle({ burst: 3, perSecond: 2 })
  expect([0, 0, 0, 0].map(at => throttle.take('a', at))).toEqual([0, 0, 0, 500])
  expect(throttle.take('b', 0)).toBe(0)
  expect(throttle.take('a', 499)).toBe(1)
  expect(throttle.take('a', 500)).toBe(0)
})

test('with patience each one waits behind the last, until the patience is used up', () => {
  const throttle = createThrottle({ burst: 1, perSecond: 2 })
  const ask = (at: number) => throttle.reserve('a', at, 1_000)
  expect(ask(0)).toEqual({ isTaken: true, waitMs: 0, left: 0, fullInMs: 500 })
  expect(ask(0)).toMatchObject({ isTaken: true, waitMs: 500 })
  expect(ask(0)).toMatchObject({ isTaken: true, waitMs: 1_000 })
  expect(ask(0)).toMatchObject({ isTaken: false, waitMs: 500 })
  expect(ask(500)).toMatchObject({ isTaken: true, waitMs: 1_000 })
})

test('a clock that is set back shuts nobody out', () => {
  const throttle = createThrottle({ burst: 2, perSecond: 1 })
  throttle.take('a', 1_000_000)
  expect(throttle.take('a', 0)).toBe(0)
  expect(throttle.take('a', 0)).toBe(1_000)
})
