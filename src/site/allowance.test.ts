import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'

const now = new Date('2026-11-23T10:00:00Z')
const spend = (take: (address: string, now: Date) => number | null, address: string) => {
  for (let n = 0; n < 5; n++) expect(take(address, now)).toBeNull()
}

test('each IPv4 address has its own allowance', () => {
  const { take } = createAllowance()
  spend(take, '192.0.2.1')
  expect(take('192.0.2.1', now)).toBe(3_600_000)
  expect(take('192.0.2.2', now)).toBeNull()
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:1:2:3'],
  ['2001:db8::1', '2001:0db8:0:0:5::9'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::2'],
])('%s and %s are one connection', (first, second) => {
  const { take } = createAllowance()
  spend(take, first)
  expect(take(second, now)).not.toBeNull()
})

test('another /64 is another connection', () => {
  const { take } = createAllowance()
  spend(take, '2001:db8:1:2::1')
  expect(take('2001:db8:1:3::1', now)).toBeNull()
})

test('many addresses do not make it forget the one that keeps asking', () => {
  const { take } = createAllowance()
  spend(take, '192.0.2.1')
  for (let n = 0; n < 9_000; n++) take(`10.0.${n >> 8}.${n & 255}`, now)
  expect(take('192.0.2.1', now)).not.toBeNull()
})
