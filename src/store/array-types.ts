import type postgres from 'postgres'

/** Of each element type that we use, the type of its arrays; numbers as in PostgreSQL's catalogue `pg_type`, the same everywhere. */
const arrayOf: Readonly<Record<number, number>> = {
  16: 1000, // boolean
  17: 1001, // bytea
  20: 1016, // bigint
  21: 1005, // smallint
  23: 1007, // integer
  25: 1009, // text
  701: 1022, // double precision
  1184: 1185, // timestamptz
  3802: 3807, // jsonb
}

/**
 * Teaches a pool arrays of one dimension. The driver would ask the catalogue on every new connection, and a connection that is lost while it asks
 * ends the process: nobody awaits that question (postgres 3.4.9, `fetchArrayTypes`; seen 2026-11-23 by cutting connections).
 */
export const teachArrays = (options: postgres.ParsedOptions): void => {
  const { parsers, serializers } = options
  const shared = options as unknown as { shared: { typeArrayMap: Record<number, number> } }
  for (const [element, array] of Object.entries(arrayOf).map(([of, its]) => [Number(of), its] as const)) {
    const parse = parsers[element] ?? ((text: string) => text)
    const serialize = serializers[element] ?? String
    shared.shared.typeArrayMap[element] = array
    parsers[array] = (text: string) => parseArray(text).map(each => (each === null ? null : parse(each)))
    serializers[array] = (values: unknown) => (Array.isArray(values) ? arrayLiteral(values, serialize) : values)
  }
}

/** `{1,"two words",NULL}`: an array as PostgreSQL reads it; every element quoted but null. */
const arrayLiteral = (values: readonly unknown[], serialize: (value: never) => unknown): string =>
  `{${values
    .map(value => (value === null ? 'NULL' : `"${String(serialize(value as never)).replaceAll(/[\\"]/g, '\\$&')}"`))
    .join(',')}}`

/** The elements of an array as PostgreSQL writes it: quoted where it must be, a bare NULL for null. */
const parseArray = (text: string): (string | null)[] =>
  [...text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gsu)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare === 'NULL' ? null : (bare ?? null)) : quoted.replaceAll(/\\(.)/gsu, '$1'),
  )
