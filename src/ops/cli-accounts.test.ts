import { afterAll, beforeAll, expect, test } from 'vitest'
import { runHere, urlOf } from '../../test/kit/command-line.ts'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { createAuthenticator } from '../accounts/api-user.ts'
import { createCatalogue } from '../accounts/catalogue.ts'
import { createPeople } from '../accounts/people.ts'

let base: TestDatabase
let environment: Record<string, string>

beforeAll(async () => {
  base = await freshDatabase()
  environment = { DATABASE_URL: urlOf(base.address) }
  const names = ['--name-en', 'General', '--name-tr', 'Genel', '--name-ar', 'عام']
  await json(['product', 'set', 'general-en', '--languages', 'en', ...names])
  await json(['subscriber', 'add', 'The Courier', '--email', 'desk@courier.example'])
})
afterAll(() => base.drop())

const run = (argv: string[], more: Parameters<typeof runHere>[2] = {}) => runHere(argv, environment, more)
const json = async (argv: string[], more: Parameters<typeof runHere>[2] = {}) => {
  const { code, out, err } = await run([...argv, '--json'], more)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}
const signIn = (realm: 'desk' | 'portal', email: string, password: string) =>
  createPeople(base.db, () => new Date()).signIn({ realm, email, password, address: '', agent: '', previous: null })

test('a key that was issued opens, and a revoked one does not', async () => {
  const key = await json(['key', 'issue', '--subscriber', 'The Courier', '--name', 'newsroom'])
  const catalogue = await createCatalogue(base.db, { onError: () => {} })
  const doors = createAuthenticator(base.db, catalogue, () => new Date())
  expect(doors.bearer(`Bearer ${key.token}`, '')).toMatchObject({ credential: key.id, name: 'newsroom' })
  await json(['key', 'revoke', key.id, '--why', 'lost'])
  await catalogue.refresh()
  expect(() => doors.bearer(`Bearer ${key.token}`, '')).toThrow('revoked')
  await doors.stop()
  await catalogue.stop()
  expect(await run(['key', 'revoke', '9999999', '--why', 'lost'])).toMatchObject({
    code: 1,
    err: /not-found\): credential/,
  })
})

test('a key is put out of use and back, gets another end and a new secret, and stands in the list', async () => {
  const key = await json(['key', 'issue', '--subscriber', 'The Courier', '--name', 'layout', '--manages'])
  expect(key).toMatchObject({ manages: true, inactiveSince: null })
  expect((await run(['key', 'change', key.id, '--deactivate'])).out).toContain('inactive')
  const changed = await json(['key', 'change', key.id, '--activate', '--expires', '2099-01-01', '--name', 'layout 2'])
  expect(changed).toMatchObject({ name: 'layout 2', expiresAt: '2099-01-01T00:00:00.000Z', inactiveSince: null })
  const rotated = await json(['key', 'rotate', key.id, '--keep-old', '0'])
  expect(rotated.token).not.toBe(key.token)
  expect(Object.keys(rotated).filter(name => /digest/i.test(name))).toEqual([])
  expect((await run(['key', 'list', '--subscriber', 'The Courier'])).out).toMatch(
    /layout 2 +active .* 2099-01-01 .* yes/,
  )
  expect(await run(['key', 'rotate', key.id, '--keep-old', '1000'])).toMatchObject({ code: 1, err: /overlapHours/ })
  expect(await run(['key', 'change', key.id, '--expires', '2001-01-01'])).toMatchObject({ code: 1, err: /has passed/ })
})

test('a contract is made, changed in the terms named only, and ended', async () => {
  const subscriber = ['--subscriber', 'The Courier']
  const made = await json([
    'licence',
    'set',
    ...subscriber,
    '--products',
    'general-en',
    '--until',
    '2099-01-01',
    '--archive-days',
    '15',
  ])
  expect(made).toMatchObject({ products: [1], types: ['text'], endsAt: '2099-01-01T00:00:00.000Z', archiveDays: 15 })
  const changed = await json(['licence', 'set', '--id', made.id, '--until', 'none', '--embargo-trust', 'yes'])
  expect(changed).toEqual({ ...made, endsAt: null, embargoTrust: true })
  expect((await run(['subscriber', 'list'])).out).toMatch(/The Courier .* general-en {2}open/)
  await json(['licence', 'end', made.id])
  expect((await run(['subscriber', 'list'])).out).toMatch(/The Courier .* general-en {2}ended/)
  expect(await run(['licence', 'end', made.id])).toMatchObject({ code: 1, err: /licence: .* ended on/ })
  expect(await run(['licence', 'set', ...subscriber, '--products', 'nothing'])).toMatchObject({
    code: 1,
    err: /products: .*general-en/,
  })
  expect((await run(['licence', 'set', ...subscriber])).code).toBe(2)
})

test('a contract that has not begun is cancelled by its end', async () => {
  const terms = ['--subscriber', 'The Courier', '--products', 'general-en', '--from', '2098-01-01']
  const made = await json(['licence', 'set', ...terms])
  const ended = await json(['licence', 'end', made.id])
  expect(ended.endsAt).toBe(ended.startsAt)
})

test('a product changes by a new version from a day on, and not backwards', async () => {
  const next = await json(['product', 'set', 'general-en', '--priorities', 'flash,2', '--since', '2090-01-01'])
  expect(next).toMatchObject({ id: 1, version: 2, rule: { priorities: [1, 2] }, names: { tr: 'Genel' } })
  expect(await run(['product', 'set', 'general-en', '--since', '2089-01-01'])).toMatchObject({
    code: 1,
    err: /since: /,
  })
  expect(await run(['product', 'set', 'sports'])).toMatchObject({ code: 1, err: /names: / })
  expect(await run(['product', 'set', 'sports', '--name-en', 'Sports'])).toMatchObject({ code: 1, err: /names\.tr: / })
})

test('staff get a generated password that is shown once', async () => {
  const person = ['staff', 'add', '--email', 'ada@meridian.example', '--name', 'Ada', '--role', 'admin']
  const { out } = await run([...person, '--generate'])
  const [, password = ''] = /shown only now: (\S+)/.exec(out) ?? []
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect((await signIn('desk', 'ada@meridian.example', password)).person.role).toBe('admin')
  expect(await run([...person, '--generate'])).toMatchObject({ code: 1, err: /name-taken\): email: / })
})

test('a password comes from the standard input', async () => {
  const person = ['user', 'add', '--subscriber', 'The Courier', '--email', 'night@courier.example', '--name', 'Night']
  expect(await run(person, { input: 'short\n' })).toMatchObject({ code: 1, err: /password: .*10 characters/ })
  const user = await json(person, { input: 'words from a file\r\n' })
  expect(user).not.toHaveProperty('password')
  expect((await signIn('portal', 'night@courier.example', 'words from a file')).person.role).toBe('reader')
})

test('a password typed at a terminal is asked for twice and never shown', async () => {
  const person = ['staff', 'add', '--email', 'bo@meridian.example', '--name', 'Bo']
  const typed = [...'typed by hanf', '\u007f', 'd', '\r', ...'typed by hand', '\r']
  const { code, out, err } = await run(person, { keys: typed })
  expect({ code, err }).toEqual({ code: 0, err: 'Password: \nOnce more: \n' })
  expect(out).not.toContain('typed')
  expect((await signIn('desk', 'bo@meridian.example', 'typed by hand')).person.role).toBe('editor')
  expect(await run(person, { keys: [...'one two three', '\r', ...'one two four', '\r'] })).toMatchObject({
    code: 2,
    err: /differ/,
  })
  expect(await run(person, { keys: ['a', '\u0003'] })).toMatchObject({ code: 2, err: /no password was given/ })
})

test('somebody who is shut out cannot sign in again', async () => {
  const email = 'gone@meridian.example'
  const { password } = await json(['staff', 'add', '--email', email, '--name', 'Cy', '--generate'])
  await signIn('desk', email, password)
  expect(await run(['user', 'disable', email])).toMatchObject({ code: 1, err: /not-found\): email: / })
  await json(['staff', 'disable', email])
  await expect(signIn('desk', email, password)).rejects.toMatchObject({ code: 'wrong-credentials' })
})
