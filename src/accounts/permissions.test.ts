import { describe, expect, test } from 'vitest'
import { signals } from '../domain/signal.ts'
import type { Role } from '../store/person.ts'
import { type Action, actionOf, can, requireCan } from './permissions.ts'

const table: Record<Role, Action[]> = {
  writer: ['draft'],
  editor: ['draft', 'broadcast', 'update', 'correct', 'advise', 'withhold', 'kill', 'lift-embargo'],
  admin: [
    'draft',
    'broadcast',
    'update',
    'correct',
    'advise',
    'withhold',
    'kill',
    'lift-embargo',
    'accounts',
    'sources',
  ],
  reader: [],
  master: ['members'],
}
const roles = Object.keys(table) as Role[]
const actions: Action[] = [...table.admin, 'members']

describe.each(roles)('a %s', role => {
  test.each(actions)(`may do exactly what the table says about: %s`, action => {
    const may = table[role].includes(action)
    expect(can({ role }, action)).toBe(may)
    if (may) requireCan({ role }, action)
    else expect(() => requireCan({ role }, action)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})

test('every signal is an action that editors may do and writers may not', () => {
  for (const signal of signals) {
    expect(can({ role: 'editor' }, actionOf(signal)), signal).toBe(true)
    expect(can({ role: 'writer' }, actionOf(signal)), signal).toBe(false)
  }
})
