import type { Remark } from '../reading.ts'
import { namesZone, readMoment } from './moments.ts'

/** An object of a document in JSON that may hold anything, and where what is wrong with it is noted. */
export interface Fields {
  /** By name in lower case: ninjs changed the case of its names from 2.x to 3.0. */
  readonly members: ReadonlyMap<string, unknown>
  /** Where it stands in the document: `associations.featuremedia.`; empty at the top. */
  readonly path: string
  readonly remarks: Remark[]
}

// What is wrong with a document of a million wrong members is told by the first of them.
const mostRemarks = 100
const mostCharacters = 80

/** The members of a value that is an object; null where it is none. Where two names differ in case alone, the first counts. */
export const fieldsOf = (value: unknown, remarks: Remark[], path = ''): Fields | null => {
  if (!isObject(value)) return null
  const members = new Map<string, unknown>()
  for (const [name, each] of Object.entries(value)) {
    const lower = name.toLowerCase()
    if (each !== null && each !== undefined && !members.has(lower)) members.set(lower, each)
  }
  return { members, path, remarks }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Notes something for the report once, up to a hundred things an item. */
export const remark = ({ remarks, path }: Fields, kind: Remark['kind'], field: string, detail: string): void => {
  const noted: Remark = { kind, field: clip(path + field), detail: clip(detail) }
  const isKnown = remarks.some(each => each.field === noted.field && each.detail === noted.detail)
  if (remarks.length < mostRemarks && !isKnown) remarks.push(noted)
}

const clip = (text: string): string => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text)

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`

const wrong = (fields: Fields, name: string, value: unknown, wanted: string): void =>
  remark(fields, 'lost', name, `${kindOf(value)} where ${wanted} belongs`)

/** The value of the first of these names that the object has; undefined: none. Null counts as absent. */
export const memberOf = ({ members }: Fields, ...names: readonly string[]): unknown => {
  const name = names.find(each => members.has(each))
  return name === undefined ? undefined : members.get(name)
}

/** A text under the first of these names that has one; a number is taken as its digits, what is neither is noted as lost. */
export const textOf = (fields: Fields, ...names: readonly string[]): string | null => {
  for (const name of names) {
    const value = fields.members.get(name)
    if (value === undefined) continue
    const text = asText(value)
    if (text !== null) return text
    wrong(fields, name, value, 'a text')
  }
  return null
}

const asText = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null

/** A number of pixels, bytes or seconds, as such or in digits; null where there is none above zero. */
export const countOf = (fields: Fields, ...names: readonly string[]): number | null => {
  const text = textOf(fields, ...names)
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) && number > 0 && number <= Number.MAX_SAFE_INTEGER ? number : null
}

/** The same, without a fraction. */
export const wholeOf = (fields: Fields, ...names: readonly string[]): number | null => {
  const count = countOf(fields, ...names)
  return count === null ? null : Math.round(count)
}

/** Texts of a list, or the one text that stands where a list belongs. */
export const textsOf = (fields: Fields, ...names: readonly string[]): string[] =>
  listOf(fields, ...names).flatMap(value => {
    const text = asText(value)
    if (text === null) wrong(fields, names[0] ?? '', value, 'a text')
    return text ?? []
  })

/** Objects of a list, or the one object that stands where a list belongs. */
export const objectsOf = (fields: Fields, ...names: readonly string[]): Fields[] =>
  listOf(fields, ...names).flatMap((value, n) => {
    const name = names.find(each => fields.members.has(each)) ?? ''
    const inner = fieldsOf(value, fields.remarks, `${fields.path}${name}[${n}].`)
    if (inner === null) wrong(fields, name, value, 'an object')
    return inner ?? []
  })

/** Objects by name: members of an object (ninjs 1.x), or a list whose objects have a `name` (2.x and later). */
export const namedOf = (fields: Fields, name: string): (readonly [string, Fields])[] => {
  const value = fields.members.get(name)
  if (value === undefined) return []
  if (Array.isArray(value))
    return objectsOf(fields, name).map((each, n) => [textOf(each, 'name') ?? String(n + 1), each] as const)
  if (!isObject(value)) {
    wrong(fields, name, value, 'an object')
    return []
  }
  return Object.entries(value).flatMap(([key, each]) => {
    if (each === null) return []
    const inner = fieldsOf(each, fields.remarks, `${fields.path}${name}.${key.slice(0, mostCharacters)}.`)
    if (inner === null) wrong(fields, `${name}.${key}`, each, 'an object')
    return inner === null ? [] : [[key, inner] as const]
  })
}

const listOf = (fields: Fields, ...names: readonly string[]): readonly unknown[] => {
  const value = memberOf(fields, ...names)
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** A moment; one that is none is noted as lost, one without a zone as guessed. @param zone IANA zone of the source; null: UTC */
export const momentOf = (fields: Fields, zone: string | null, ...names: readonly string[]): Date | null => {
  const text = textOf(fields, ...names)
  if (text === null || text.trim() === '') return null
  const moment = readMoment(text, zone)
  const name = names[0] ?? ''
  if (moment === null) remark(fields, 'lost', name, `"${text}" is no moment`)
  else if (zone === null && !namesZone(text)) remark(fields, 'guessed', name, 'it names no zone; taken as UTC')
  return moment
}

/** What a status or an embargo says where anything but a text may stand there: text as it is, nothing or `false` as null, anything else as words that no
 *  reader of them understands, so that the item is held. */
export const wordOf = (fields: Fields, ...names: readonly string[]): string | null => {
  const value = memberOf(fields, ...names)
  if (value === undefined || value === false) return null
  return typeof value === 'string' ? value : `${kindOf(value)}`
}

/** Notes every member that has something in it and is none of these as lost; names that begin with `_` or `$` are for machines.
 *  @param except names that are not looked at */
export const remarkOthers = (fields: Fields, understood: ReadonlySet<string>, except = /^[_$]/u): void => {
  for (const [name, value] of fields.members) {
    const isEmpty = typeof value === 'object' ? Object.keys(value ?? {}).length === 0 : value === '' || value === false
    if (!isEmpty && !understood.has(name) && !except.test(name))
      remark(fields, 'lost', name, 'has no place in an item here')
  }
}
