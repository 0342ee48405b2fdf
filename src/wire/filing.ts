import { z } from 'zod'
import type { Block } from '../domain/body.ts'
import { type GroupId, type Guid, type ItemId, isItemId, itemTypes, parseItemId } from '../domain/ids.ts'
import type { Filing } from '../domain/item.ts'
import { killReasons } from '../domain/kill-reason.ts'
import { renditionRoles } from '../domain/media.ts'
import { Refusal } from '../domain/refusal.ts'
import { signals } from '../domain/signal.ts'
import { categoryCodes, languageCodes } from '../domain/taxonomy.ts'
import { type ItemLink, linkRelations, type NamedThing } from '../domain/version.ts'

const line = (max: number) =>
  z
    .string()
    .transform(text => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(max))
const optionalLine = (max: number) =>
  z
    .string()
    .nullish()
    .transform(text => (text == null || text.trim() === '' ? null : text.replace(/\s+/gu, ' ').trim()))
    .pipe(z.string().max(max).nullable())

const href = z
  .string()
  .max(2000)
  .regex(/^(https?:\/\/|mailto:)/iu, 'must start with http://, https:// or mailto:')
const span = z.strictObject({
  text: z.string().max(100_000),
  strong: z.literal(true).optional(),
  em: z.literal(true).optional(),
  href: href.optional(),
})
const spans = z.array(span).max(10_000)
const itemId = z.string().refine(isItemId, 'must look like dl:text:20261123:1001')
/** A picture in the text of a draft may be a draft itself. */
const itemOrDraftId = z.string().refine(text => isItemId(text) || /^dra_[a-z0-9]{8,40}$/u.test(text), {
  error: 'must look like dl:picture:20261123:1001, or be the id of a draft',
})
const bodyOf = (figureItem: z.ZodType<string>) =>
  z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.enum(['p', 'h2', 'blockquote']), spans }),
        z.strictObject({ kind: z.enum(['ul', 'ol']), items: z.array(spans).max(5_000) }),
        z.strictObject({
          kind: z.literal('table'),
          header: z.boolean(),
          rows: z.array(z.array(spans).max(100)).max(5_000),
        }),
        z.strictObject({ kind: z.literal('figure'), item: figureItem, caption: spans }),
      ]),
    )
    .max(5_000)
    .transform(blocks => blocks as Block[])

/** The blocks of a text that is filed. */
const bodySchema = bodyOf(itemId)
/** The blocks of a text that is being written. */
export const draftBodySchema = bodyOf(itemOrDraftId)

const webAddress = z
  .string()
  .max(2000)
  .regex(/^https?:\/\//iu, 'must start with http:// or https://')
const size = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER).nullable()
const rendition = z.strictObject({
  role: z.enum(renditionRoles),
  href: z.string().min(1).max(2000),
  contentType: z.string().max(200).nullable(),
  sizeBytes: size,
  widthPixels: size,
  heightPixels: size,
  durationSeconds: size,
})
const part = z.number().min(0).max(1)
const mediaFacts = z.strictObject({
  assets: z.array(z.string().regex(/^ast_[a-z0-9]{8,40}$/u)).max(20),
  altText: optionalLine(2000),
  takenAt: z
    .string()
    .regex(
      /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/u,
      'must be a date as 2026-11-23 or 2026-11-23T09:10:00Z',
    )
    .nullable(),
  place: z
    .strictObject({
      city: optionalLine(200),
      region: optionalLine(200),
      country: optionalLine(200),
      countryCode: z
        .string()
        .regex(/^[A-Z]{2}$/u)
        .nullable(),
    })
    .nullable(),
  persons: z.array(line(200)).max(200),
  credit: optionalLine(300),
  focus: z.strictObject({ x: part, y: part }).nullable(),
})
const member = z.strictObject({
  guid: line(1000),
  type: z.enum(itemTypes),
  headline: optionalLine(300),
  version: z.number().int().positive().nullable(),
})

const namedThings = z
  .array(z.strictObject({ name: line(200), uri: webAddress.nullish().transform(uri => uri ?? null) }))
  .max(200)
  .optional()
  .transform(list => firstOfEach(list, (each: NamedThing) => each.name))
const links = z
  .array(
    z.strictObject({
      rel: z.enum(linkRelations),
      item: itemId.transform(text => text as ItemId),
      /** Given or not, it is the item's own that goes out. */
      guid: z
        .string()
        .max(1000)
        .nullish()
        .transform(text => (text ?? '') as Guid),
      version: z
        .number()
        .int()
        .positive()
        .nullish()
        .transform(value => value ?? null),
      headline: optionalLine(300),
    }),
  )
  .max(100)
  .refine(
    list => list.filter(each => each.rel === 'translation-of').length <= 1,
    'an item translates one other at most',
  )
  .optional()
  .transform(list => firstOfEach(list, (each: ItemLink) => `${each.rel} ${each.item}`))

/** Without what is said twice; nothing said is the same as not asked, so that both are digested alike. */
const firstOfEach = <T>(list: readonly T[] | undefined, key: (each: T) => string): T[] | undefined => {
  const seen = new Map<string, T>()
  for (const each of list ?? []) if (!seen.has(key(each))) seen.set(key(each), each)
  return seen.size === 0 ? undefined : [...seen.values()]
}

/** An editor's content as it comes in at any door: lengths bounded, white space of one-line fields folded. */
const contentSchema = z.strictObject({
  language: z.enum(languageCodes),
  headline: line(300),
  deck: optionalLine(600),
  dateline: optionalLine(100),
  bylines: z.array(line(200)).max(20).default([]),
  body: bodySchema,
  category: z.enum(categoryCodes),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]),
  subjects: z
    .array(z.strictObject({ qcode: z.string().regex(/^medtop:\d{8}$/u), name: z.string().max(200) }))
    .max(100)
    .default([]),
  keywords: z.array(line(100)).max(100).default([]),
  summary: optionalLine(1200),
  people: namedThings,
  organisations: namedThings,
  places: namedThings,
  links,
  expiresAt: z.iso
    .datetime({ offset: true, error: 'must be a moment with its zone, 2026-12-31T18:00:00Z' })
    .optional()
    .transform(text => (text === undefined ? undefined : new Date(text).toISOString())),
  sources: z
    .array(z.strictObject({ name: line(200), uri: webAddress.nullable() }))
    .max(50)
    .optional(),
  rights: z
    .strictObject({ holder: optionalLine(200), notice: optionalLine(1000), terms: optionalLine(4000) })
    .optional(),
  renditions: z.array(rendition).max(50).optional(),
  media: mediaFacts.optional(),
  members: z.array(member).max(1000).optional(),
})

const filingSchema = z.strictObject({
  signal: z.enum(signals),
  content: contentSchema.nullish().transform(value => value ?? null),
  note: optionalLine(4000),
  line: optionalLine(1000),
  reason: z
    .enum(killReasons)
    .nullish()
    .transform(value => value ?? undefined),
  replacedBy: z
    .string()
    .nullish()
    .transform(text => (text == null || text === '' ? null : parseItemId(text))),
  embargo: z
    .strictObject({
      until: z.union([z.date(), z.iso.datetime({ offset: true }).transform(text => new Date(text))]).nullable(),
    })
    .nullish()
    .transform(value => value ?? null),
  group: z
    .string()
    .max(100)
    .nullish()
    .transform(text => (text == null || text === '' ? null : (text as GroupId))),
  by: line(200),
})

type DeepReadonly<T> = T extends Date ? T : T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T

/** What a door hands to `parseFiling`. */
export type FilingInput = DeepReadonly<z.input<typeof filingSchema>>

/** Parses a filing. @throws Refusal `bad-input` naming the first field at fault and what was expected of it */
export const parseFiling = (input: unknown): Filing => parseOrRefuse(filingSchema, input)

/** Parses with any schema; the refusal names the path of the field. */
export const parseOrRefuse = <T extends z.ZodType>(schema: T, input: unknown): z.output<T> => {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') || 'body'
  throw new Refusal('bad-input', `${field}: ${issue?.message ?? 'not understood'}`, { field })
}
