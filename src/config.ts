import { join } from 'node:path'
import type { z } from 'zod'
import type { BlobPlace } from './config/blob-place.ts'
import { settingsTable } from './config/table.ts'

type Row = (typeof settingsTable)[number]

/** What each row of the table gives: a value where it has a default, else a value or null. */
type Read = {
  [R in Row as R['key']]: R['default'] extends string ? z.output<R['schema']> : z.output<R['schema']> | null
}

/** The settings of this process, parsed and complete. */
export type Settings = Omit<Read, 'publicUrl' | 'demo' | 'publicDelayMinutes' | 'mailFrom' | 'blobs'> & {
  publicUrl: string
  demo: boolean
  publicDelayMinutes: number
  mailFrom: string
  blobs: BlobPlace
}

/** One or more settings are wrong; the message has a line for each, fit for the operator, without passwords. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/**
 * Parses the environment; an empty value counts as absent, and names that are not settings are left alone.
 * @throws SettingsError naming every wrong setting, the value given and what was expected
 */
export const readSettings = (environment: Record<string, string | undefined>): Settings => {
  const wrong: string[] = []
  const read: Record<string, unknown> = {}
  for (const row of settingsTable) {
    const text = environment[row.name]?.trim() || row.default
    const parsed = text === null ? { success: true as const, data: null } : row.schema.safeParse(text)
    if (parsed.success) read[row.key] = parsed.data
    else wrong.push(`${row.name} is ${row.secret ? '(not shown)' : JSON.stringify(text)}: expected ${row.expected}.`)
  }
  const settings = read as Read
  const realNews = environment.NODE_ENV === 'production' || settings.databaseUrl !== null
  if (settings.demo && realNews)
    wrong.push(
      'DEMO is "1" with DATABASE_URL or NODE_ENV=production: expected 0, as invented news must never mix with real news.',
    )
  if (wrong.length > 0) throw new SettingsError(wrong.join('\n'))
  const demo = settings.demo ?? !realNews
  return {
    ...settings,
    demo,
    publicUrl: settings.publicUrl ?? localUrl(settings.host, settings.port),
    publicDelayMinutes: settings.publicDelayMinutes ?? (demo ? 0 : 15),
    mailFrom: settings.mailFrom ?? settings.agencyContact,
    blobs: settings.blobs ?? { kind: 'folder', path: join(settings.dataDir, 'blobs') },
  }
}

/** The address under which this machine's own browser finds a server on `host` and `port`. */
export const localUrl = (host: string, port: number): string => {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return new URL(`http://${name}:${port}`).origin
}
