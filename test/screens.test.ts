import { inspectRoutes } from 'hono/dev'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startedDateline } from './kit/dateline.ts'
import { noScreens, screens } from './screens/table.ts'

let started: Started
beforeAll(async () => {
  started = await startedDateline()
})
afterAll(() => started.stop())

test('every page of the server is looked at, and what is no page is known to be none', () => {
  const answered = inspectRoutes(started.dateline.web)
    .filter(({ isMiddleware, method, path }) => !isMiddleware && ['GET', 'ALL'].includes(method) && path !== '/v1/*')
    .map(({ path }) => path.replace(/\{[^}]*\}/g, ''))
    .filter(path => !/^\/v1\/(?!intake)/u.test(path))
  const known = [...screens.map(({ route }) => route), ...noScreens]
  expect([...new Set(known)].sort()).toEqual([...new Set(answered)].sort())
})

test('each screen has a name of its own', () => {
  const names = screens.map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
})
