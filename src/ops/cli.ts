import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { SettingsError } from '../config.ts'
import { Refusal } from '../domain/refusal.ts'
import { SetupError } from '../store/setup-error.ts'
import { isUnreachable, unreachableWords } from '../store/unreachable.ts'
import { addAccountCommands } from './commands/accounts.ts'
import { addContractCommands } from './commands/contracts.ts'
import { addConvertCommands } from './commands/convert.ts'
import { addIntakeCommands } from './commands/intake.ts'
import { addKeyCommands } from './commands/keys.ts'
import { addMediaCommands } from './commands/media.ts'
import { addMediaTopicsCommand } from './commands/media-topics.ts'
import { addPeopleCommands } from './commands/people.ts'
import { addWireCommands } from './commands/publish.ts'
import { addSourceCommands } from './commands/sources.ts'
import { Shortfall, type Terminal, UsageError } from './commands/terminal.ts'
import { addWatchCommands } from './commands/watch.ts'
import { writeDocs } from './docs.ts'

/** What a run ends with. */
const exitCodes = { ok: 0, refused: 1, usage: 2, unreachable: 3, fault: 70 } as const

const footer = `
Works beside a running server and without one, over the database of the same settings
(DATA_DIR or DATABASE_URL, in the environment or in .env; see .env.example).
convert and validate need no database.

Exit codes:
  0   done
  1   refused: the reason is one line on the standard error, with the field at fault
  2   wrong use or wrong settings
  3   the database could not be reached
  70  a fault of Dateline itself

Examples:
  npm run dateline -- publish quake.txt --priority urgent
  npm run dateline -- subscriber list --json
  npm run dateline -- tail --from 1`

/** Runs one command. @param argv without node and script @returns the exit code */
export const runCommandLine = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const program = commandsOf(terminal)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    return report(error, terminal, argv.includes('--json'))
  }
}

const commandsOf = (terminal: Terminal): Command => {
  const program = new Command('dateline')
    .description('Dateline: a news wire. Publishes, takes back, and keeps accounts.')
    .option('--json', 'answer in JSON, a line each')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: text => void terminal.stdout.write(text),
      writeErr: text => void terminal.stderr.write(text),
    })
    .showHelpAfterError('(--help shows how it is used)')
    .exitOverride()
    .addHelpText('after', footer)
  addWireCommands(program, terminal)
  addAccountCommands(program, terminal)
  addKeyCommands(program, terminal)
  addContractCommands(program, terminal)
  addPeopleCommands(program, terminal)
  addSourceCommands(program, terminal)
  addIntakeCommands(program, terminal)
  addMediaCommands(program, terminal)
  addWatchCommands(program, terminal)
  addConvertCommands(program, terminal)
  addMediaTopicsCommand(program, terminal)
  program
    .command('docs')
    .description(
      'Write what the documents take from the code: .env.example, the table of settings in README.md, docs/formats.md.',
    )
    .action(() => {
      for (const file of writeDocs()) terminal.stdout.write(`${file}\n`)
    })
  return program
}

/** Says what went wrong, once and in a line, and with which code the run ends. */
const report = (error: unknown, terminal: Terminal, isJson: boolean): number => {
  // The parser has printed its own sentence already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  const say = (code: string, message: string, field: string | null = null) =>
    terminal.stderr.write(isJson ? `${JSON.stringify({ error: { code, message, field } })}\n` : `${message}\n`)
  if (error instanceof Refusal) {
    const { code, message, field } = error
    const isNamed = field === null || message.startsWith(`${field}:`)
    say(code, isJson ? message : `refused (${code}): ${isNamed ? message : `${field}: ${message}`}`, field)
    return exitCodes.refused
  }
  if (error instanceof Shortfall) {
    say('shortfall', error.message)
    return exitCodes.refused
  }
  if (error instanceof UsageError || error instanceof SettingsError) {
    say('usage', error.message)
    return exitCodes.usage
  }
  if (error instanceof SetupError || isUnreachable(error)) {
    say('unreachable', error instanceof SetupError ? error.message : unreachableWords(error))
    return exitCodes.unreachable
  }
  say('fault', error instanceof Error ? (error.stack ?? error.message) : String(error))
  return exitCodes.fault
}

const isStarted = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isStarted) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { env: environment, stdin, stdout, stderr } = process
  process.exitCode = await runCommandLine(process.argv.slice(2), { environment, stdin, stdout, stderr })
}
