import { expect, test } from 'vitest'
import { matchesRule, type ProductRule } from '../domain/product.ts'
import people from './demo/people.json' with { type: 'json' }
import { demoStories } from './demo-news.ts'

const codes = people.products.map(product => product.code)
const subscriber = (code: string) => people.subscribers.find(each => each.code === code)?.licence

test('every product takes some of the demo news and leaves some', () => {
  const items = demoStories().flatMap(({ filings: [{ content }] }) => (content === null ? [] : [content]))
  for (const product of people.products) {
    const rule = product.rule as ProductRule
    const taken = items.filter(item => matchesRule(rule, { ...item, type: 'text', subjects: [] })).length
    expect(taken, product.code).toBeGreaterThan(0)
    expect(taken, product.code).toBeLessThan(items.length)
  }
})

test('subscribers hold products that exist, and each has a master user and an API user', () => {
  for (const each of people.subscribers) {
    expect(codes).toEqual(expect.arrayContaining(each.licence.products))
    expect(each.users.filter(user => user.isMaster).length).toBe(1)
    expect(each.apiUsers.length).toBe(1)
  }
})

test('the four licences differ as the demo needs: all, one language, delayed, lapsed', () => {
  expect(subscriber('halvort-courier')?.products).toEqual(codes)
  expect(subscriber('yelkentas-radyo-tv')?.languages).toEqual(['tr'])
  expect(subscriber('al-manaratayn')?.delayMinutes).toBe(15)
  expect(subscriber('radio-tarnmoor')?.untilDays).toBeLessThan(0)
})

test('no username or code is given twice, and addresses are of the reserved domain', () => {
  const users = [...people.staff, ...people.subscribers.flatMap(each => [...each.users, ...each.apiUsers])]
  expect(new Set(users.map(user => user.username)).size).toBe(users.length)
  expect(new Set(codes).size).toBe(codes.length)
  const addresses = [...people.staff, ...people.subscribers.flatMap(each => each.users)].map(user => user.email)
  for (const address of addresses) expect(address).toMatch(/^[a-z.]+@[a-z]+\.example$/u)
})
