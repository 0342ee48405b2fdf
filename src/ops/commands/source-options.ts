import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Category, categoryCodes, type Language, languageCodes, type Priority } from '../../domain/taxonomy.ts'
import type { SourceInput } from '../../intake/settings.ts'
import { routingModes } from '../../store/intake-source.ts'
import { listAmong, numberOrNone, priorityList, priorityValue, wholeNumber } from './values.ts'

/** What the options of `source add` and `source set` give. */
export interface SourceOptions {
  readonly set?: Readonly<Record<string, unknown>>
  readonly every?: number
  readonly language?: string
  readonly zone?: string
  readonly charset?: string
  readonly category?: Category
  readonly map?: Readonly<Record<string, string>>
  readonly priority?: Priority
  readonly provider?: string
  readonly routing?: (typeof routingModes)[number]
  readonly onlyCategories?: Category[]
  readonly onlyPriorities?: Priority[]
  readonly onlyLanguages?: Language[]
  readonly files?: boolean
  readonly person?: string
  readonly stalledAfter?: number | 'none'
  readonly secret?: boolean
}

/** The options by which a source is set up. */
export const sourceOptions = (command: Command): Command =>
  command
    .option('--set <name=value>', 'a setting of its kind; may be repeated', setting)
    .option('--every <seconds>', 'how often it is looked at', wholeNumber)
    .option('--language <tag>', 'of items that do not say')
    .option('--zone <zone>', 'of times that do not say, such as Europe/Istanbul')
    .option('--charset <label>', 'of bytes that do not say, such as windows-1254')
    .addOption(new Option('--category <code>', 'of items that do not say').choices(categoryCodes))
    .option('--map <word=category>', "what a word of the source's stands for; may be repeated", mapping)
    .option('--priority <1-6|name>', 'of items that do not say', priorityValue)
    .option('--provider <name>', 'whose its items are where they do not say')
    .addOption(new Option('--routing <mode>', 'what becomes of its items').choices(routingModes))
    .option('--only-categories <codes>', 'with broadcast: others wait at the desk', listAmong(categoryCodes))
    .option('--only-priorities <1-6|names>', 'with broadcast: others wait at the desk', priorityList)
    .option('--only-languages <codes>', 'with broadcast: others wait at the desk', listAmong(languageCodes))
    .option('--person <email>', 'in whose name drafts are made')
    .option('--stalled-after <minutes|none>', 'an alarm where nothing comes for so long', numberOrNone)
    .option('--files <yes|no>', 'whether files that its documents name are fetched', yesOrNo)
    .option('--secret', 'ask for its credential, or read it from the standard input')

/** What was given, as input; what was not is left out. */
export const inputOf = (options: SourceOptions): Partial<SourceInput> => {
  const { set, every, language, zone, charset, category, map, priority, provider, person, stalledAfter } = options
  const defaults = given({ language, timeZone: zone, charset, category, categoryMap: map, priority, provider })
  const { routing: mode, onlyCategories: categories, onlyPriorities: priorities, onlyLanguages: languages } = options
  const rules = given({ categories, priorities, languages })
  const { files } = options
  const isRuled = mode !== undefined || Object.keys(rules).length > 0
  const stalledAfterMinutes = stalledAfter === 'none' ? null : stalledAfter
  return {
    ...given({ settings: set, everySeconds: every, person, stalledAfterMinutes }),
    ...(Object.keys(defaults).length === 0 ? {} : { defaults }),
    ...(isRuled || files !== undefined
      ? { routing: { ...(isRuled ? { mode: mode ?? 'broadcast' } : {}), ...rules, ...given({ files }) } }
      : {}),
  } as Partial<SourceInput>
}

const yesOrNo = (text: string): boolean => {
  if (text === 'yes' || text === 'no') return text === 'yes'
  throw new InvalidArgumentError('must be yes or no')
}

const given = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

const pairOf = (text: string): [string, string] => {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError(`"${text}" is not of the form name=value.`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

/** Numbers, true, false, lists and quoted texts as JSON writes them; anything else is the text itself. */
const setting = (text: string, before: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => {
  const [name, value] = pairOf(text)
  try {
    return { ...before, [name]: JSON.parse(value) }
  } catch {
    return { ...before, [name]: value }
  }
}

const mapping = (text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const [word, code] = pairOf(text)
  return { ...before, [word]: code }
}
