import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { open, seal } from './sealed.ts'
import { secretKeyOf } from './secret-key.ts'

const key = randomBytes(32)
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-key-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a sealed secret opens with its key for its owner, and nothing of it can be read in the sealed form', () => {
  const sealed = seal(key, 'src_1', 'pässword of the mailbox')
  expect(open(key, 'src_1', sealed)).toBe('pässword of the mailbox')
  expect(sealed.includes('password')).toBe(false)
  expect(seal(key, 'src_1', 'pässword of the mailbox').equals(sealed)).toBe(false)
})

test('it opens with no other key, for no other owner, and not where a bit has changed', () => {
  const sealed = seal(key, 'src_1', 'secret')
  expect(open(randomBytes(32), 'src_1', sealed)).toBeNull()
  expect(open(key, 'src_2', sealed)).toBeNull()
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(open(key, 'src_1', changed), `byte ${i}`).toBeNull()
  }
  expect(open(key, 'src_1', Buffer.alloc(0))).toBeNull()
})

test('with the embedded database the key is made once and kept for its owner alone', () => {
  const settings = { secretKey: null, databaseUrl: null, dataDir }
  expect(secretKeyOf(settings, { make: false })).toBeNull()
  const made = secretKeyOf(settings, { make: true })
  expect(made).toHaveLength(32)
  expect(secretKeyOf(settings, { make: true })).toEqual(made)
  expect(secretKeyOf(settings, { make: false })).toEqual(made)
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(`${made?.toString('base64')}\n`)
})

test('with a database of the operator there is no key but that of SECRET_KEY', () => {
  const databaseUrl = 'postgres://dateline@db.example/dateline'
  expect(secretKeyOf({ secretKey: null, databaseUrl, dataDir }, { make: true })).toBeNull()
  expect(secretKeyOf({ secretKey: key, databaseUrl, dataDir }, { make: true })).toEqual(key)
})

test('a key file that holds something else is named', () => {
  writeFileSync(join(dataDir, 'secret.key'), 'nothing of use')
  expect(() => secretKeyOf({ secretKey: null, databaseUrl: null, dataDir }, { make: true })).toThrow(
    'secret.key holds no key',
  )
})
