import { type Command, Option } from 'commander'
import { endLicence, setLicence, setProduct } from '../../accounts/admin.ts'
import { type ItemType, itemTypes } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Category, categoryCodes, type Language, languageCodes, type Priority } from '../../domain/taxonomy.ts'
import { type Licence, licenceById } from '../../store/licence.ts'
import { subscriberNamed, termsOf } from './accounts.ts'
import type { Office } from './office.ts'
import { type Answer, perform, type Terminal, UsageError } from './terminal.ts'
import { bound, list, listAmong, moment, momentOrNone, numberOrNone, priorityList, wholeNumber } from './values.ts'

interface LicenceOptions {
  id?: string
  subscriber?: string
  products?: string[]
  types?: ItemType[]
  languages?: Language[]
  from?: Date
  until?: Date | 'none'
  archiveDays?: number | 'none'
  delayMinutes?: number
  embargoTrust?: 'yes' | 'no'
  downloadLimit?: number | 'none'
}

interface ProductOptions {
  nameEn?: string
  nameTr?: string
  nameAr?: string
  types?: ItemType[]
  languages?: Language[]
  categories?: Category[]
  priorities?: Priority[]
  subjects?: string[]
  since?: Date
}

/** `licence set`, `licence end`, `product set`. */
export const addContractCommands = (program: Command, terminal: Terminal): void => {
  const licence = program.command('licence').description('Contracts of subscribers.')
  licence
    .command('set')
    .description('Make a contract, or change the terms named of the one with --id.')
    .option('--id <licence>', 'the contract to change')
    .option('--subscriber <id|name>', 'whose contract it is; needed for a new one')
    .option('--products <codes>', 'codes or numbers, separated by commas; needed for a new one', list)
    .option('--types <types>', 'item types; a new one: text', listAmong(itemTypes))
    .option('--languages <codes>', 'default: every language', listAmong(languageCodes))
    .option('--from <moment>', 'default: now', moment)
    .option('--until <moment|none>', 'default: open end', momentOrNone)
    .option('--archive-days <n|none>', 'how far back may be read; default: no bound', numberOrNone)
    .option('--delay-minutes <n>', 'how late the wire is seen; default: 0', wholeNumber)
    .addOption(
      new Option('--embargo-trust <yes|no>', 'whether copy under embargo is sent; default: no').choices(['yes', 'no']),
    )
    .option('--download-limit <n|none>', 'downloads of media a day; default: no limit', numberOrNone)
    .addHelpText(
      'after',
      `
Examples:
  npm run dateline -- licence set --subscriber Courier --products general-en,sports --until 2027-12-31
  npm run dateline -- licence set --id lic_4f0c --until none`,
    )
    .action((options: LicenceOptions, command: Command) =>
      perform(terminal, command, async office => shown(office, await setTerms(office, options))),
    )
  licence
    .command('end <licence>')
    .description('End a contract; one that has not begun is cancelled.')
    .option('--at <moment>', 'default: now', moment)
    .action((id: string, { at }: { at?: Date }, command: Command) =>
      perform(terminal, command, async office => shown(office, await endLicence(office.act, { licence: id, at }))),
    )

  program
    .command('product')
    .description('Named rules over items that the agency sells.')
    .command('set <code>')
    .description(
      'Make a product, or give one a new version. Every list given must contain the item; one not given lets everything pass.',
    )
    .option('--name-en <name>', 'needed for a new one, as are the others')
    .option('--name-tr <name>')
    .option('--name-ar <name>')
    .option('--types <types>', 'item types', listAmong(itemTypes))
    .option('--languages <codes>', 'languages', listAmong(languageCodes))
    .option('--categories <codes>', 'categories', listAmong(categoryCodes))
    .option('--priorities <1-6|names>', 'priorities', priorityList)
    .option('--subjects <qcodes>', 'IPTC Media Topics; one in common is enough', list)
    .option('--since <moment>', 'from when the rule is in force; default: now', moment)
    .addHelpText(
      'after',
      `
Example:
  npm run dateline -- product set sports-tr --categories sports --languages tr \\
    --name-en "Sports, Turkish" --name-tr "Spor, Türkçe" --name-ar "الرياضة بالتركية"`,
    )
    .action((code: string, options: ProductOptions, command: Command) =>
      perform(terminal, command, office => setRule(office, code, options)),
    )
}

const setTerms = async ({ db, act }: Office, options: LicenceOptions): Promise<Licence> => {
  const { id, subscriber: named } = options
  const terms = {
    ...options,
    until: bound(options.until),
    archiveDays: bound(options.archiveDays),
    downloadLimit: bound(options.downloadLimit),
    embargoTrust: options.embargoTrust === undefined ? undefined : options.embargoTrust === 'yes',
  }
  if (id !== undefined) {
    const before = await licenceById(db, id)
    if (before === null) throw new Refusal('not-found', `id: there is no licence ${id}`, { field: 'id' })
    const subscriber = named === undefined ? before.subscriber : (await subscriberNamed(db, named)).id
    return setLicence(act, { ...terms, id, subscriber })
  }
  if (named === undefined || terms.products === undefined) {
    throw new UsageError('a new licence needs --subscriber and --products')
  }
  return setLicence(act, { ...terms, subscriber: (await subscriberNamed(db, named)).id })
}

const shown = ({ products, act }: Office, licence: Licence): Answer => ({
  json: licence,
  text: termsOf(licence, new Map(products.map(each => [each.id, each.code])), act.now),
})

const setRule = async ({ act }: Office, code: string, options: ProductOptions): Promise<Answer> => {
  const { nameEn, nameTr, nameAr, since, ...rule } = options
  const names = [nameEn, nameTr, nameAr].every(name => name === undefined)
    ? {}
    : { names: { en: nameEn ?? '', tr: nameTr ?? '', ar: nameAr ?? '' } }
  const isRuled = Object.keys(rule).length > 0
  const version = await setProduct(act, { code, ...names, since, ...(isRuled ? { rule } : {}) })
  return {
    json: version,
    text: `${version.code}  number ${version.id}  version ${version.version}  since ${version.since.toISOString()}`,
  }
}
