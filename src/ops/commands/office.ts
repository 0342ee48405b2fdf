import type { Acting } from '../../accounts/acting.ts'
import { productsInForce } from '../../accounts/catalogue-view.ts'
import { readSettings, type Settings } from '../../config.ts'
import type { Product } from '../../domain/product.ts'
import { type Agency, ensureAgency, storedAgency } from '../../store/agency.ts'
import { connect, type Db } from '../../store/db.ts'
import { migrate } from '../../store/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../store/open.ts'
import { productVersions } from '../../store/product.ts'
import { createLog } from '../../telemetry.ts'
import { createItemNumbers, type Publisher } from '../../wire/publish.ts'

/** What a command of the command line works with. */
export interface Office {
  readonly settings: Settings
  /** `beside`: over the database of a running server. */
  readonly mode: OpenDatabase['mode']
  readonly db: Db
  readonly agency: Agency
  readonly products: readonly Product[]
  readonly publisher: Publisher
  readonly act: Acting
}

/** Who sends and changes things here, for the record. */
export const byCommandLine = 'command line'

/** Opens the database of the settings, alone or beside a running server, and closes it after the work. @param purpose the command's name
 *  @throws SettingsError, SetupError, or an error of the connection */
export const withOffice = async <T>(
  environment: Readonly<Record<string, string | undefined>>,
  purpose: string,
  work: (office: Office) => Promise<T>,
): Promise<T> => {
  const settings = readSettings({ ...environment, LOG_LEVEL: environment.LOG_LEVEL || 'warn' })
  const name = `dateline ${purpose}`
  const database = await openDatabase({ ...settings, allowBeside: true }, createLog(settings.logLevel), name)
  const db = connect(database.owner, { max: 3, name })
  try {
    await migrate(db)
    return await work(await openOffice(settings, database.mode, db))
  } finally {
    await db.end({ timeout: 5 })
    await database.stop()
  }
}

const openOffice = async (settings: Settings, mode: Office['mode'], db: Db): Promise<Office> => {
  const { agencyCode: code, agencyName: name, agencyDomain: domain, agencyContact: contact } = settings
  // The stored one first: a shell without the server's settings must not rename the agency.
  const agency = (await storedAgency(db)) ?? (await ensureAgency(db, { code, name, domain, contact }))
  const clock = () => new Date()
  const products = productsInForce(await productVersions(db), clock())
  const publicity = { priorities: settings.publicPriorities, delayMinutes: settings.publicDelayMinutes }
  const publisher = { db, agency, clock, numbers: createItemNumbers(), rules: () => ({ products, publicity }) }
  return { settings, mode, db, agency, products, publisher, act: { db, by: byCommandLine, now: clock() } }
}
