import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StartedHas, startedHas } from '../../test/kit/has.ts'
import type { ItemId } from '../domain/ids.ts'
import { entriesOfItem, recordTogether } from './together.ts'

let has: StartedHas
beforeAll(async () => {
  has = await startedHas()
})
afterAll(() => has.stop())

test('each of many asked for at once gets the entries of its own item, and of one that there is not none', async () => {
  const sent = await Promise.all(Array.from({ length: 5 }, () => has.file()))
  const asked = [...sent.map(each => each.item), 'dl:text:20410305:1' as ItemId, ...sent.map(each => each.item)]
  const found = await Promise.all(asked.map(item => entriesOfItem(has.db, item)))
  expect(found.map(entries => entries.map(entry => entry.item))).toEqual(
    asked.map(item => (item.endsWith(':1') ? [] : [item])),
  )
})

test('what was sent before the call is in its answer, whatever is being asked for meanwhile', async () => {
  const { item } = await has.file()
  for (let n = 0; n < 20; n++) {
    const others = Array.from({ length: 30 }, () => entriesOfItem(has.db, item))
    await has.file({ signal: 'update' }, item)
    expect(await entriesOfItem(has.db, item)).toHaveLength(n + 2)
    await Promise.all(others)
  }
})

test('acts of many readers are all in the book when each of them is told so', async () => {
  const { item } = await has.file()
  const { subscriber } = has.accounts.courier
  const act = (actor: string) => ({
    ...{ kind: 'document' as const, subscriber: subscriber.id, actor, item, version: 1 },
  })
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      await recordTogether(has.db, [act(`300${n}`)])
      const rows = await has.db`select actor from act where item_id = ${item} and actor = ${`300${n}`}`
      expect(rows).toHaveLength(1)
    }),
  )
  await expect(recordTogether(has.db, [act('x'), { ...act('y'), kind: 'nothing' as 'view' }])).rejects.toThrow(
    /act_kind/u,
  )
})
