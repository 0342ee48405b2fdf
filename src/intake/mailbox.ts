import type { Db } from '../store/db.ts'
import { intakeSources } from '../store/intake-source.ts'
import { SetupError } from '../store/setup-error.ts'
import type { Log } from '../telemetry.ts'
import { openSource } from './look.ts'
import type { Intake } from './runner.ts'
import { localPartOf, type SmtpListener, smtpSettings, startSmtp } from './smtp.ts'
import type { OpenSource } from './way.ts'

interface MailboxParts {
  readonly db: Db
  readonly intake: Intake
  readonly settings: { readonly intakeSmtpPort: number | null; readonly host: string }
  readonly log: Log
}

/** Takes mail for the sources of the kind smtp; null where no port is set. @throws SetupError where the port cannot be opened */
export const startMailbox = async ({ db, intake, settings, log }: MailboxParts): Promise<SmtpListener | null> => {
  const { intakeSmtpPort: port, host } = settings
  if (port === null) return null
  return startSmtp({
    ...{ port, host },
    sourceAt: localPart => sourceAt(db, intake.key, localPart),
    deliver: ({ id }, arrival) => intake.take(id, arrival),
    onError: error => log.error({ error }, 'a mail could not be taken'),
  }).catch(error => {
    const why = error instanceof Error ? error.message : String(error)
    throw new SetupError(`INTAKE_SMTP_PORT ${port} on ${host} cannot be opened: ${why}`)
  })
}

const sourceAt = async (db: Db, key: () => Buffer | null, localPart: string): Promise<OpenSource | null> => {
  const source = (await intakeSources(db)).find(each => {
    const settings = each.kind === 'smtp' && each.enabled ? smtpSettings.safeParse(each.settings) : null
    return settings?.success === true && localPartOf(settings.data.address) === localPart
  })
  if (source === undefined) return null
  const opened = await openSource(db, source, key)
  if ('reason' in opened) throw new Error(opened.reason)
  return opened
}
