import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseFiling } from '../src/wire/filing.ts'
import { publish } from '../src/wire/publish.ts'
import { type Started, startedDateline } from './kit/dateline.ts'
import { content } from './kit/examples.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline({ ROLES: 'api' })
})
afterAll(() => started.stop())

const head = async () => (await started.db<{ seq: number }[]>`select seq from wire_head`)[0]?.seq ?? 0

test('a request that comes forty times at once is broadcast once, and so are the others beside it', async () => {
  const before = await head()
  const filing = parseFiling({ signal: 'new', content: content(), by: 'A editor' })
  const file = (key: string) => publish(started.dateline.publisher, { filing, item: null, expects: null, key })
  const twins = Array.from({ length: 40 }, () => file('one and the same'))
  const others = Array.from({ length: 40 }, (_, n) => file(`other ${n}`))
  const answers = await Promise.all(twins)
  expect(new Set(answers.map(answer => answer.seq)).size).toBe(1)
  const seqs = [answers[0]?.seq ?? 0, ...(await Promise.all(others)).map(answer => answer.seq)].sort((a, b) => a - b)
  expect(seqs).toEqual(Array.from({ length: 41 }, (_, n) => before + 1 + n))
  expect(await head()).toBe(before + 41)
})

test('of many corrections at once that saw the same version one is sent, and what was filed beside them is too', async () => {
  const item = await started.file()
  const before = await head()
  const correct = () =>
    started.file({ signal: 'correction', note: 'the day', content: content() }, { item: item.item, expects: item.seq })
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, correct))
  const beside = await Promise.all(Array.from({ length: 12 }, () => started.file()))
  const refused = outcomes.filter(each => each.status === 'rejected').map(each => each.reason.code)
  expect(refused).toEqual(Array.from({ length: 11 }, () => 'item-moved'))
  expect(await head()).toBe(before + 1 + beside.length)
})
