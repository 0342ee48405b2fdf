import postgres from 'postgres'
import { teachArrays } from './array-types.ts'

/** A pool of connections to one database; queries are tagged templates: db`select …`. */
export type Db = postgres.Sql

/** Where a database is and as whom to sign in. `socket.directory` holds the file `.s.PGSQL.<port>`. */
export type DatabaseAddress =
  | { kind: 'url'; url: string }
  | { kind: 'socket'; directory: string; port: number; user: string; password: string | null; database: string }

/**
 * Makes a pool; nothing is connected before the first query, and broken connections are made anew, also after the server restarted.
 * `bigint` arrives as a number, `timestamptz` as a Date, arrays as arrays; an `undefined` parameter throws. As parameters, arrays of numbers
 * and texts go in as they are; arrays of dates and booleans need `db.array(values)`, as the driver takes them for one value.
 * @param options.max connections at most (10)
 * @param options.name what `pg_stat_activity` shows
 */
export const connect = (address: DatabaseAddress, options: { max?: number; name?: string } = {}): Db => {
  const common = {
    max: options.max ?? 10,
    idle_timeout: 300,
    connect_timeout: 10,
    // postgres.js waits up to 20 s by default; a restarted server is back within one.
    backoff: (retries: number) => Math.min(0.02 * 2 ** retries, 1),
    onnotice: () => {},
    fetch_types: false,
    types: { bigint: int8 },
    connection: { application_name: options.name ?? 'dateline', TimeZone: 'UTC', DateStyle: 'ISO' },
  }
  if (address.kind === 'url') {
    const url = new URL(address.url)
    // libpq's way to name a Unix socket, `?host=/folder`: postgres.js would take it for a setting of the server.
    const host = url.searchParams.get('host')
    if (!host?.startsWith('/')) return withArrays(postgres(address.url, common))
    url.searchParams.delete('host')
    return withArrays(postgres(url.href, { ...common, host }))
  }
  const { directory, port, user, password, database } = address
  return withArrays(postgres({ ...common, host: directory, port, user, password: password ?? '', database }))
}

const withArrays = (db: Db): Db => {
  teachArrays(db.options)
  return db
}

const int8 = {
  to: 20,
  from: [20],
  serialize: (value: number | bigint | string) => String(value),
  parse: (text: string) => {
    const value = Number(text)
    if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`)
    return value
  },
}
