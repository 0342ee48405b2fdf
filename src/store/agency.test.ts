import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/kit/database.ts'
import { agency } from '../../test/kit/examples.ts'
import { ensureAgency } from './agency.ts'
import { SetupError } from './setup-error.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())

test('the agency of the first start stays; its name and contact may change', async () => {
  expect(await ensureAgency(base.db, agency)).toEqual(agency)
  const renamed = { ...agency, name: 'Meridian', contact: 'sales@meridian.example' }
  expect(await ensureAgency(base.db, renamed)).toEqual(renamed)
})

test.each([
  ['another domain', { domain: 'other.example' }, 'AGENCY_DOMAIN=meridian.example'],
  ['another code', { code: 'xx' }, 'AGENCY_CODE=dl'],
])('%s than that of the first start is refused with the setting to put back', async (_, change, setting) => {
  const start = ensureAgency(base.db, { ...agency, ...change })
  await expect(start).rejects.toBeInstanceOf(SetupError)
  await expect(start).rejects.toThrow(setting)
})
