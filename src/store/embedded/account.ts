import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { SetupError } from '../setup-error.ts'

/** The system account PostgreSQL runs under; null means our own, without switching. */
export type Account = { uid: number; gid: number } | null

/**
 * Chooses the account for PostgreSQL, which refuses to run as root: as root, `nobody` (or `clusterUid`, the owner of an existing cluster).
 * @throws SetupError where no account has an entry in /etc/passwd, without which PostgreSQL does not start
 */
export const serverAccount = (clusterUid: number | null): Account => {
  const own = process.getuid?.()
  if (own === undefined) return null
  if (own !== 0) {
    if (!isListed(own))
      throw new SetupError(
        `The user id ${own} has no entry in /etc/passwd, which PostgreSQL needs: start Dateline as another user, or set DATABASE_URL.`,
      )
    if (clusterUid !== null && clusterUid !== own)
      throw new SetupError(
        `The database in DATA_DIR belongs to user id ${clusterUid}, and Dateline was started as ${own}: start it as the user that made it.`,
      )
    return null
  }
  const accounts = passwdAccounts()
  const account =
    accounts.find(({ uid }) => uid !== 0 && uid === clusterUid) ??
    accounts.find(({ name }) => name === 'nobody') ??
    accounts.find(({ name }) => name === 'postgres')
  if (!account)
    throw new SetupError(
      'PostgreSQL does not run as root, and /etc/passwd has no user "nobody" to run it as: start Dateline as another user, or set DATABASE_URL.',
    )
  return { uid: account.uid, gid: account.gid }
}

const isListed = (uid: number): boolean => {
  try {
    return userInfo().uid === uid
  } catch {
    return false
  }
}

const passwdAccounts = (): { name: string; uid: number; gid: number }[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length >= 7)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
