import { type ZodError, z } from 'zod'
import { categoryCodes, languageCodes } from '../../domain/taxonomy.ts'
import { fetchesFiles } from '../../intake/media-wanted.ts'
import { kindSettings, type SourceInput, sourceInput, usualSeconds } from '../../intake/settings.ts'
import type { IntakeSource, SourceKind } from '../../store/intake-source.ts'
import { type SettingField, settingFields } from './fields.ts'

/** What stands in the form of a source: texts by the names of its inputs, `settings.url`; a box that is not ticked is empty. */
export type Typed = (name: string) => string

/** What somebody typed into the form of a source, as `addSource` and `changeSource` take it; `wrong` names the inputs that do not fit. */
export interface TypedSource {
  readonly input: SourceInput
  readonly wrong: readonly Wrong[]
}

export interface Wrong {
  readonly field: string
  readonly kind: 'needed' | 'map' | 'value'
  /** The line of the category map that is not understood. */
  readonly line?: string
}

/** Reads the form of a source of a kind. */
export const typedSource = (kind: SourceKind, text: Typed): TypedSource => {
  const map = categoryMapOf(text('defaults.categoryMap'))
  const input: SourceInput = {
    ...{ name: text('name'), kind, enabled: text('enabled') !== '' },
    settings: Object.fromEntries(
      settingFields[kind].map(field => [field.name, settingOf(field, text(`settings.${field.name}`))]),
    ),
    ...(text('everySeconds') === ''
      ? { everySeconds: usualSeconds[kind] }
      : { everySeconds: numberIn(text('everySeconds')) }),
    defaults: {
      language: orNull(text('defaults.language')),
      timeZone: orNull(text('defaults.timeZone')),
      charset: orNull(text('defaults.charset')),
      category: orNull(text('defaults.category')) as (typeof categoryCodes)[number] | null,
      categoryMap: map.map,
      priority: (text('defaults.priority') === '' ? null : numberIn(text('defaults.priority'))) as 1 | null,
      provider: orNull(text('defaults.provider')),
    },
    routing: routingOf(text),
    person: orNull(text('person')),
    stalledAfterMinutes: text('stalledAfterMinutes') === '' ? null : numberIn(text('stalledAfterMinutes')),
  }
  return { input, wrong: [...wrongIn(input, kind), ...map.wrong] }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** NaN for what is no number: the schema refuses it. */
const numberIn = (text: string): number => (/^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN)

/** A setting as its schema has it; undefined: left to its usual value, or not set. */
const settingOf = ({ input, usual }: SettingField, text: string): unknown => {
  if (input === 'check') return text !== ''
  if (input === 'lines') return linesOf(text)
  if (text.trim() === '') return usual === undefined || input !== 'number' ? undefined : Number(usual)
  return input === 'number' ? numberIn(text) : text.trim()
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** `word = category`, one a line. */
const categoryMapOf = (text: string) => {
  const map: Record<string, (typeof categoryCodes)[number]> = {}
  const wrong: Wrong[] = []
  for (const line of linesOf(text)) {
    const [, word = '', code = ''] = /^(.+?)\s*=\s*(\S+)$/u.exec(line) ?? []
    const category = categoryCodes.find(each => each === code.toLowerCase())
    if (category === undefined) wrong.push({ field: 'defaults.categoryMap', kind: 'map', line: line.slice(0, 100) })
    else map[word.trim()] = category
  }
  return { map, wrong }
}

const routingOf = (text: Typed): NonNullable<SourceInput['routing']> => {
  const mode = (['desk', 'draft', 'broadcast'] as const).find(each => each === text('routing.mode')) ?? 'desk'
  const files = text('routing.files') !== ''
  if (mode !== 'broadcast') return { mode, files }
  const ticked = <T extends string | number>(name: string, codes: readonly T[]) =>
    codes.filter(code => text(`routing.${name}.${code}`) !== '')
  const [categories, languages] = [ticked('categories', categoryCodes), ticked('languages', languageCodes)]
  const levels = ticked('priorities', [1, 2, 3, 4, 5, 6] as const)
  return {
    ...{ mode, files },
    ...(categories.length === 0 ? {} : { categories }),
    ...(levels.length === 0 ? {} : { priorities: levels }),
    ...(languages.length === 0 ? {} : { languages }),
  }
}

const wrongIn = (input: SourceInput, kind: SourceKind): Wrong[] => {
  const schema = sourceInput.extend({ settings: kindSettings[kind] })
  const parsed = schema.safeParse(input)
  return parsed.success ? [] : issuesOf(parsed.error, input)
}

const issuesOf = ({ issues }: ZodError, input: SourceInput): Wrong[] => {
  const byField = new Map<string, Wrong>()
  for (const { path } of issues) {
    const field = path
      .slice(0, path[0] === 'settings' || path[0] === 'defaults' || path[0] === 'routing' ? 2 : 1)
      .join('.')
    const value = path.reduce<unknown>((at, key) => Object(at)[key], input)
    const isMissing = value === undefined || value === null || value === ''
    if (!byField.has(field)) byField.set(field, { field, kind: isMissing ? 'needed' : 'value' })
  }
  return [...byField.values()]
}

/** A stored source as the form shows it. */
export const shownSource =
  ({ settings, defaults, routing, ...source }: IntakeSource): Typed =>
  name => {
    if (name === 'routing.files') return textOf(fetchesFiles({ kind: source.kind, routing }))
    const [part = '', key = '', code] = name.split('.')
    if (part === 'settings') return textOf(z.record(z.string(), z.unknown()).catch({}).parse(settings)[key])
    if (part === 'defaults') {
      if (key !== 'categoryMap') return textOf(Object(defaults)[key])
      return Object.entries(defaults.categoryMap ?? {})
        .map(([word, category]) => `${word} = ${category}`)
        .join('\n')
    }
    if (part === 'routing' && code !== undefined)
      return [Object(routing)[key] ?? []].flat().map(String).includes(code) ? 'on' : ''
    if (part === 'routing') return textOf(Object(routing)[key])
    return textOf(Object(source)[part])
  }

/** The form of a new source of a kind. */
export const newSource =
  (kind: SourceKind): Typed =>
  name => {
    if (name === 'enabled') return 'on'
    if (name === 'routing.mode') return 'desk'
    if (name === 'routing.files') return textOf(fetchesFiles({ kind, routing: { mode: 'desk' } }))
    if (name === 'everySeconds') return String(usualSeconds[kind])
    const field = settingFields[kind].find(each => `settings.${each.name}` === name)
    return field?.usual ?? (Array.isArray(field?.input) ? (field.input[0] ?? '') : '')
  }

const textOf = (value: unknown): string => {
  if (value === undefined || value === null || value === false) return ''
  if (value === true) return 'on'
  return Array.isArray(value) ? value.join('\n') : String(value)
}
