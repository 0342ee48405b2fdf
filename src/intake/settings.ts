import { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { categoryCodes, languageCodes, priorities } from '../domain/taxonomy.ts'
import { languageTag } from '../formats/read/complete.ts'
import { routingModes, type SourceDefaults, type SourceKind, sourceKinds } from '../store/intake-source.ts'
import { parseOrRefuse } from '../wire/filing.ts'
import { smtpSettings } from './smtp.ts'
import { datelineSettings } from './ways/dateline.ts'
import { feedSettings } from './ways/feed.ts'
import { folderSettings } from './ways/folder-settings.ts'
import { hasSettings } from './ways/has-settings.ts'
import { imapSettings } from './ways/imap.ts'
import { timelineSettings } from './ways/timeline-settings.ts'

/** What may be set of each kind of source. */
export const kindSettings: Readonly<Record<SourceKind, z.ZodObject>> = {
  folder: folderSettings,
  http: z.object({}),
  feed: feedSettings,
  has: hasSettings,
  dateline: datelineSettings,
  imap: imapSettings,
  smtp: smtpSettings,
  timeline: timelineSettings,
}

/** How often a source of each kind is looked at where that is not set, in seconds; those whose senders come by themselves are not. */
export const usualSeconds: Readonly<Record<SourceKind, number>> = {
  ...{ folder: 2, http: 60, feed: 300, has: 30, dateline: 1, imap: 60, smtp: 60, timeline: 60 },
}

const among = <T extends string>(values: readonly T[]) => z.enum(values as readonly [T, ...T[]])
const priority = z.union(priorities.map(each => z.literal(each)))
const works = (test: (text: string) => unknown, message: string) =>
  z.string().refine(text => {
    try {
      return test(text) !== null
    } catch {
      return false
    }
  }, message)

const defaultsSchema = z.strictObject({
  language: works(languageTag, 'must be a language, such as en or tr').nullable().default(null),
  timeZone: works(
    zone => new Intl.DateTimeFormat('en', { timeZone: zone }),
    'must be a time zone, such as Europe/Istanbul',
  )
    .nullable()
    .default(null),
  charset: works(label => new TextDecoder(label), 'must be a charset, such as windows-1254')
    .nullable()
    .default(null),
  category: among(categoryCodes).nullable().default(null),
  categoryMap: z
    .record(z.string().min(1).max(200), among(categoryCodes))
    .default({})
    .transform(map => Object.fromEntries(Object.entries(map).map(([word, code]) => [word.trim().toLowerCase(), code]))),
  priority: priority.nullable().default(null),
  provider: z.string().trim().min(1).max(200).nullable().default(null),
})

const routingSchema = z.strictObject({
  mode: among(routingModes).default('desk'),
  categories: z.array(among(categoryCodes)).min(1).optional(),
  priorities: z.array(priority).min(1).optional(),
  languages: z.array(among(languageCodes)).min(1).optional(),
  files: z.boolean().optional(),
})

/** What somebody sets of a source, at the desk or on the command line; what is left out of a new one has a usual value. */
export const sourceInput = z.strictObject({
  name: z
    .string()
    .transform(text => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(100)),
  kind: among(sourceKinds),
  enabled: z.boolean().default(true),
  settings: z.record(z.string(), z.unknown()).default({}),
  everySeconds: z.int().min(1).max(86_400).optional(),
  defaults: defaultsSchema.prefault({}),
  routing: routingSchema.default({ mode: 'desk' }),
  /** Of the agency, by id or e-mail address. */
  person: z.string().nullable().default(null),
  stalledAfterMinutes: z.int().min(1).max(525_600).nullable().default(null),
})
export type SourceInput = z.input<typeof sourceInput>

/** The defaults of a source of which nothing is set. */
export const noSourceDefaults: SourceDefaults = defaultsSchema.parse({})

/** Settings as its kind has them. @throws Refusal `bad-input` naming the first that is wrong, or that there is none of */
export const settingsOfKind = (kind: SourceKind, settings: Readonly<Record<string, unknown>>): unknown => {
  const schema = kindSettings[kind]
  const unknown = Object.keys(settings).find(name => !Object.hasOwn(schema.shape, name))
  if (unknown !== undefined) {
    const names = Object.keys(schema.shape).join(', ') || 'none'
    throw new Refusal('bad-input', `settings.${unknown}: a source of the kind ${kind} has: ${names}`, {
      field: `settings.${unknown}`,
    })
  }
  return parseOrRefuse(z.object({ settings: schema }), { settings }).settings
}
