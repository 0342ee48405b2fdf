import { connect } from '../db.ts'
import type { SocketAddress } from './server.ts'

/** The passwords of the two logins. */
export type Passwords = { owner: string; site: string }

/**
 * Makes what Dateline works with, or mends it: the login `dateline`, no superuser, owner of the database `dateline`; and the login
 * `dateline_site`, which may connect and nothing more until a migration grants it something. Idempotent.
 */
export const prepareLogins = async (address: SocketAddress, passwords: Passwords): Promise<void> => {
  const db = connect(address, { max: 1, name: 'dateline start' })
  try {
    const found = await db<{ name: string }[]>`
      select rolname as name from pg_roles where rolname in ('dateline', 'dateline_site')
      union all select 'database' from pg_database where datname = 'dateline'`
    const has = (name: string) => found.some(row => row.name === name)
    // Passwords are our own random base64url: nothing in them needs quoting, and roles take no parameters.
    for (const [role, password] of [
      ['dateline', passwords.owner],
      ['dateline_site', passwords.site],
    ] as const)
      await db.unsafe(`${has(role) ? 'alter' : 'create'} role ${role} login password '${password}'`)
    // Renaming the empty database that initdb made is quicker than making another, and leaves none unused.
    if (!has('database')) await db.unsafe('alter database postgres rename to dateline')
    await db.unsafe(
      'alter database dateline owner to dateline; revoke all on database dateline, template1 from public; grant connect on database dateline to dateline_site',
    )
  } finally {
    await db.end()
  }
}
