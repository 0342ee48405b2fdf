import type { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { changeAccounts } from '../store/account-log.ts'
import type { Db } from '../store/db.ts'
import { type Licence, licenceById, saveLicence } from '../store/licence.ts'
import { addProductVersion, type ProductVersion, productByCode, productVersions } from '../store/product.ts'
import { subscribers } from '../store/subscriber.ts'
import type { Acting } from './acting.ts'
import { endInput, licenceInput, parseInput, productInput } from './inputs.ts'
import { makeId } from './secret.ts'

/** Makes a contract, or changes the one named by `id`. Products are named by number or code. @throws Refusal `bad-input`, `not-found` */
export const setLicence = (act: Acting, input: z.input<typeof licenceInput>): Promise<Licence> => {
  const terms = parseInput(licenceInput, input)
  const { id, subscriber } = terms
  return changeAccounts(act.db, act.by, async sql => {
    const before = id === undefined ? null : await requireLicence(sql, id)
    if (before !== null && before.subscriber !== subscriber) {
      const detail = `subscriber: ${before.id} is a licence of ${before.subscriber}`
      throw new Refusal('bad-input', detail, { field: 'subscriber' })
    }
    if ((await subscribers(sql, [subscriber])).length === 0) {
      throw new Refusal('not-found', `there is no subscriber ${subscriber}`, { field: 'subscriber' })
    }
    const products = terms.products === undefined ? before?.products : await productNumbers(sql, terms.products)
    if (products === undefined) {
      throw new Refusal('bad-input', 'products: a new licence needs at least one', { field: 'products' })
    }
    const base = before ?? { ...leastTerms, id: makeId('lic'), subscriber, startsAt: act.now }
    const licence: Licence = {
      ...base,
      products,
      types: terms.types ?? base.types,
      languages: given(terms.languages, base.languages),
      startsAt: terms.from ?? base.startsAt,
      endsAt: given(terms.until, base.endsAt),
      archiveDays: given(terms.archiveDays, base.archiveDays),
      delayMinutes: terms.delayMinutes ?? base.delayMinutes,
      embargoTrust: terms.embargoTrust ?? base.embargoTrust,
      sizes: terms.sizes === undefined ? base.sizes : definedOf(terms.sizes),
      downloadLimit: given(terms.downloadLimit, base.downloadLimit),
    }
    if (licence.endsAt !== null && licence.endsAt <= licence.startsAt) {
      throw new Refusal('bad-input', `until: must be after ${licence.startsAt.toISOString()}`, { field: 'until' })
    }
    const saved = await saveLicence(sql, licence)
    return { result: saved, news: { kind: 'licence', ref: saved.id, subscriber } }
  })
}

const leastTerms = {
  types: ['text'],
  languages: null,
  endsAt: null,
  archiveDays: null,
  delayMinutes: 0,
  embargoTrust: false,
  sizes: {},
  downloadLimit: null,
} as const

/** null is a value here: it takes a bound away. */
const given = <T>(value: T | undefined, otherwise: T): T => (value === undefined ? otherwise : value)

const definedOf = (sizes: Readonly<Record<string, readonly string[] | undefined>>): Licence['sizes'] =>
  Object.fromEntries(Object.entries(sizes).flatMap(([type, names]) => (names === undefined ? [] : [[type, names]])))

/** Ends a contract, now unless a later or earlier moment is named; one that has not begun is cancelled. @throws Refusal `bad-input`, `not-found` */
export const endLicence = (act: Acting, input: z.input<typeof endInput>): Promise<Licence> => {
  const { licence: id, at = act.now } = parseInput(endInput, input)
  return changeAccounts(act.db, act.by, async sql => {
    const before = await requireLicence(sql, id)
    if (before.endsAt !== null && before.endsAt <= act.now) {
      throw new Refusal('bad-input', `licence: ${id} ended on ${before.endsAt.toISOString()}`, { field: 'licence' })
    }
    const endsAt = at < before.startsAt ? before.startsAt : at
    const licence = await saveLicence(sql, { ...before, endsAt })
    return { result: licence, news: { kind: 'licence', ref: id, subscriber: licence.subscriber } }
  })
}

/**
 * Gives a product a new version from `since` on, now by default; a code not known yet makes a new product.
 * Entries that are out keep the products they had. @throws Refusal `bad-input`
 */
export const setProduct = (act: Acting, input: z.input<typeof productInput>): Promise<ProductVersion> => {
  const { code, names, rule, since = act.now } = parseInput(productInput, input)
  return changeAccounts(act.db, act.by, async sql => {
    const before = (await productByCode(sql, code)).at(-1)
    const newNames = names ?? before?.names
    if (newNames === undefined) {
      throw new Refusal('bad-input', `names: a new product needs its name in every language`, { field: 'names' })
    }
    if (before !== undefined && since < before.since) {
      const detail = `since: version ${before.version} begins on ${before.since.toISOString()}, a later one cannot begin before it`
      throw new Refusal('bad-input', detail, { field: 'since' })
    }
    const version = await addProductVersion(sql, {
      id: before?.id ?? null,
      code,
      names: newNames,
      rule: rule ?? before?.rule ?? {},
      since,
    })
    return { result: version, news: { kind: 'product', ref: String(version.id), subscriber: null } }
  })
}

const requireLicence = async (sql: Db, id: string): Promise<Licence> => {
  const licence = await licenceById(sql, id)
  if (licence === null) throw new Refusal('not-found', `there is no licence ${id}`, { field: 'licence' })
  return licence
}

const productNumbers = async (sql: Db, named: readonly (number | string)[]): Promise<number[]> => {
  const known = await productVersions(sql)
  const numbers = named.map(name => {
    const product = known.find(each => each.code === name || String(each.id) === String(name))
    if (product === undefined) {
      const codes = [...new Set(known.map(each => each.code))].join(', ') || 'none'
      throw new Refusal('not-found', `there is no product ${name}; there are: ${codes}`, { field: 'products' })
    }
    return product.id
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}
