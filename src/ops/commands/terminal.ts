import type { Readable } from 'node:stream'
import type { Command } from 'commander'
import { type Office, withOffice } from './office.ts'

/** Where a run of the command line reads and writes. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `setRawMode` where it is a terminal: what is typed is then not shown. */
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown }
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

/** What a command answers: for a script, and for a person. */
export interface Answer {
  readonly json: unknown
  readonly text: string
}

/** A wrong use of the command line, apart from those that the parser finds: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** A run that did its work, but not on everything, and has reported on what: exit code 1. */
export class Shortfall extends Error {
  override name = 'Shortfall'
}

/** The full name of a command without the program's: `key issue`. */
export const nameOf = (command: Command): string => {
  const names: string[] = []
  for (let each: Command | null = command; each?.parent != null; each = each.parent) names.unshift(each.name())
  return names.join(' ')
}

export const wantsJson = (command: Command): boolean => command.optsWithGlobals().json === true

/** Does a command's work over the database and prints its answer: one line of JSON with `--json`. */
export const perform = async (
  terminal: Terminal,
  command: Command,
  work: (office: Office) => Promise<Answer>,
): Promise<void> => {
  const { json, text } = await withOffice(terminal.environment, nameOf(command), work)
  terminal.stdout.write(`${wantsJson(command) ? JSON.stringify(json) : text}\n`)
}

/** Rows in columns as wide as their widest cell, the first row as heading. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), [])
  return rows
    .map(row =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
