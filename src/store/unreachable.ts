import { SetupError } from './setup-error.ts'

/** Errors of Node's sockets, of the driver, and of a server that does not let us in: SQLSTATE classes 08 and 28, 3D000 (no such database), 53300 (too many connections), 57P0x (shutting down). */
export const isUnreachable = (error: unknown): boolean =>
  /^(?:E(?:CONN|HOST|NET|TIMEDOUT|NOTFOUND|AI_|PIPE)\w*|ENOENT|CONNECT_TIMEOUT|CONNECTION_\w+|08\w{3}|28\w{3}|3D000|53300|57P0\d)$/.test(
    codeOf(error),
  )

/** Errors that may be gone at the next try: those above, and of the SQLSTATE classes 40 (undone because of another transaction), 53 (no room), 55 (in use),
 *  57 (interrupted) and 58 (the system). */
export const isPassing = (error: unknown): boolean =>
  isUnreachable(error) || /^(?:40|53|55|57|58)\w{3}$/.test(codeOf(error))

/** What went wrong with a connection, in a sentence. */
export const unreachableWords = (error: unknown): string =>
  `the database cannot be reached: ${error instanceof Error ? error.message || error.name : String(error)}`

/** The first use of a database at a start: what the operator can mend becomes a SetupError; any other error is given back as it is. */
export const asSetupError = (error: unknown): unknown => {
  if (isUnreachable(error)) return new SetupError(unreachableWords(error))
  if (codeOf(error) !== insufficientPrivilege || !(error instanceof Error)) return error
  return new SetupError(
    `The login of DATABASE_URL may not do what the schema needs (${error.message}): let it own the database, and make the login of the ` +
      "public site beforehand, as an administrator: create role dateline_site login password '…'",
  )
}

const insufficientPrivilege = '42501'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
