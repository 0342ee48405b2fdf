import { z } from 'zod'
import { itemTypes } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import { categoryCodes, languageCodes } from '../domain/taxonomy.ts'
import { staffRoles, userRoles } from '../store/person.ts'
import { passwordLength } from './password.ts'

const name = (most: number) =>
  z
    .string()
    .transform(text => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(most))
const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s<>@]+@[^\s<>@]+$/u, 'must be an e-mail address')
const moment = z.union([
  z.date(),
  z.iso.datetime({ offset: true }).transform(text => new Date(text)),
  z.iso.date().transform(text => new Date(`${text}T00:00:00Z`)),
])
const password = z
  .string()
  .min(passwordLength.least, `must have at least ${passwordLength.least} characters`)
  .max(passwordLength.most)
const listOf = <T extends z.ZodType>(element: T) => z.array(element).min(1).max(200)
const language = z.enum(languageCodes)

export const subscriberInput = z.strictObject({ name: name(200), email })

export const staffInput = z.strictObject({
  email,
  name: name(100),
  role: z.enum(staffRoles),
  language: language.default('en'),
  password,
})

export const userInput = z.strictObject({
  subscriber: z.string(),
  email,
  name: name(100),
  role: z.enum(userRoles).default('reader'),
  language: language.default('en'),
  password,
})

/** Terms that are absent stay as they were; in a new contract they are the least: text, every language, no bound, no delay, no trust. */
export const licenceInput = z.strictObject({
  /** Changes that contract; without it a new one is made. */
  id: z.string().optional(),
  subscriber: z.string(),
  products: listOf(z.union([z.int().positive(), z.string()])).optional(),
  types: listOf(z.enum(itemTypes)).optional(),
  languages: listOf(language).nullable().optional(),
  from: moment.optional(),
  until: moment.nullable().optional(),
  archiveDays: z.int().positive().max(36_500).nullable().optional(),
  delayMinutes: z.int().nonnegative().max(525_600).optional(),
  embargoTrust: z.boolean().optional(),
  sizes: z.partialRecord(z.enum(['picture', 'video', 'graphic']), z.array(name(20)).max(20)).optional(),
  downloadLimit: z.int().positive().nullable().optional(),
})

export const endInput = z.strictObject({ licence: z.string(), at: moment.optional() })

export const keyInput = z.strictObject({
  subscriber: z.string(),
  name: name(100),
  expires: moment.nullable().default(null),
  /** May make and change keys of its subscriber. */
  manages: z.boolean().default(false),
})

/** What is absent stays as it was. */
export const keyChangeInput = z.strictObject({
  name: name(100).optional(),
  expiresAt: moment.nullable().optional(),
  isActive: z.boolean('must be true or false').optional(),
  manages: z.boolean().optional(),
})

/** For how long the old secret stays good beside the new one: not at all, up to a week. */
export const rotateInput = z.strictObject({ overlapHours: z.int().min(0).max(168).default(24) })

export const revokeInput = z.strictObject({ credential: z.string(), why: name(300) })

export const personInput = z.strictObject({ person: z.string() })

const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)])

export const productInput = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'must be small letters, digits and single hyphens')
    .max(60),
  /** Kept as they were where absent; a new product needs them. */
  names: z.strictObject({ en: name(100), tr: name(100), ar: name(100) }).optional(),
  rule: z
    .strictObject({
      types: listOf(z.enum(itemTypes)).optional(),
      languages: listOf(language).optional(),
      categories: listOf(z.enum(categoryCodes)).optional(),
      priorities: listOf(priority).optional(),
      subjects: listOf(z.string().regex(/^medtop:\d{8}$/u, 'must look like medtop:20000151')).optional(),
    })
    .optional(),
  since: moment.optional(),
})

/** Parses what a door was given. @throws Refusal `bad-input` naming the first field at fault and what was expected of it */
export const parseInput = <T extends z.ZodType>(schema: T, input: unknown): z.output<T> => {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') || 'input'
  throw new Refusal('bad-input', `${field}: ${issue?.message ?? 'not understood'}`, { field })
}
