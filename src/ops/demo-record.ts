import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeSecret } from '../accounts/secret.ts'
import { SetupError } from '../store/setup-error.ts'
import { makePassword } from './commands/password.ts'
import type { DemoPeople } from './demo-people.ts'

const schema = z.object({
  /** What the days and hours of the demo count from. */
  startedAt: z.iso.datetime().transform(text => new Date(text)),
  /** Whether everything is in the database. */
  isComplete: z.boolean(),
  /** Whether its pictures and video have been sent; left out by demos of before there were any. */
  hasMedia: z.boolean().optional(),
  /** By e-mail address. */
  passwords: z.record(z.string(), z.string()),
  /** By subscriber and name of the API user, `The Courier/Newsroom system`. */
  secrets: z.record(z.string(), z.string()),
})

/** What `DATA_DIR/demo.json` keeps: the demo's sign-ins, made once, so that every start can print them. */
export type DemoRecord = z.output<typeof schema>

export const secretName = (subscriber: string, apiUser: string): string => `${subscriber}/${apiUser}`

const fileIn = (dataDir: string): string => join(dataDir, 'demo.json')

/** The record of this data directory; null where no demo was begun. @throws SetupError where the file cannot be understood */
export const readDemoRecord = (dataDir: string): DemoRecord | null => {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return null
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new SetupError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** Writes the record, readable by us alone; whole or not at all. */
export const writeDemoRecord = (dataDir: string, record: DemoRecord): void => {
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** New passwords and secrets for everybody of the demo. */
export const newDemoRecord = ({ staff, subscribers }: DemoPeople, startedAt: Date): DemoRecord => {
  const people = [...staff, ...subscribers.flatMap(each => each.users)]
  const machines = subscribers.flatMap(each => each.apiUsers.map(user => secretName(each.name, user.name)))
  return {
    startedAt,
    isComplete: false,
    hasMedia: false,
    passwords: Object.fromEntries(people.map(({ email }) => [email, makePassword()])),
    secrets: Object.fromEntries(machines.map(name => [name, makeSecret()])),
  }
}
