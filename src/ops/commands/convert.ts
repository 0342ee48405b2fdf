import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Category, categoryCodes } from '../../domain/taxonomy.ts'
import { languageTag } from '../../formats/read/complete.ts'
import { noDefaults, type ReadDefaults } from '../../formats/reading.ts'
import { type FormatName, formatNames } from '../../formats/render.ts'
import { inputsOf } from '../convert/inputs.ts'
import { type DocumentReport, isRead, isSound, jsonOfReport, textOfReport } from '../convert/report.ts'
import { Shortfall, type Terminal, UsageError, wantsJson } from './terminal.ts'

type Target = FormatName | 'rss' | 'atom' | 'json-feed'

interface ReadOptions {
  language?: string
  timeZone?: string
  charset?: string
  provider?: string
  category?: Category
  baseUrl?: string
}

/** `convert` and `validate`: news documents of any agency's, without a database. The readers are loaded when one of them runs. */
export const addConvertCommands = (program: Command, terminal: Terminal): void => {
  reading(program.command('convert <file...>'))
    .description(
      'Read documents in any format that is read, and write their items in another. Folders are read to the bottom; "-": standard input.',
    )
    .addOption(
      new Option('--to <format>', 'the format to write')
        .choices([...formatNames, 'rss', 'atom', 'json-feed'])
        .makeOptionMandatory(),
    )
    .option('--out <folder>', 'where to write; without it a single document goes to the standard output')
    .addHelpText('after', convertHelp)
    .action((files: string[], options: ReadOptions & { to: Target; out?: string }, command: Command) =>
      convert(files, options, { terminal, isJson: wantsJson(command) }),
    )

  reading(program.command('validate <file...>'))
    .description(
      'Say what is understood of documents, what is guessed, kept and lost, and whether they are valid by the schema of their format.',
    )
    .addHelpText('after', validateHelp)
    .action(async (files: string[], options: ReadOptions, command: Command) => {
      const { reportOf } = await import('../convert/reading.ts')
      const defaults = defaultsOf(options)
      const tally = tallyOf(terminal.stdout, wantsJson(command), isSound)
      for await (const input of inputsOf(terminal, files)) {
        tally.add((await reportOf(input, defaults, { asksSchema: true })).report)
      }
      tally.close()
    })
}

const convert = async (
  files: readonly string[],
  options: ReadOptions & { to: Target; out?: string },
  { terminal, isJson }: { terminal: Terminal; isJson: boolean },
): Promise<void> => {
  const { convertTo, createConversion } = await import('../convert/conversion.ts')
  const { reportOf } = await import('../convert/reading.ts')
  const defaults = defaultsOf(options)
  const tally = tallyOf(terminal.stderr, isJson, isRead)
  const conversion = await createConversion({
    to: options.to,
    out: options.out ?? null,
  })
  for await (const input of inputsOf(terminal, files)) {
    tally.add(await convertTo(conversion, await reportOf(input, defaults, { asksSchema: false })))
  }
  const document = await conversion.close()
  if (document !== null) terminal.stdout.write(document)
  tally.close()
}

const reading = (command: Command): Command =>
  command
    .option('--language <tag>', 'of documents that do not say it (BCP 47)', languageValue)
    .option('--time-zone <zone>', 'of times that name none (IANA)', zoneValue)
    .option('--charset <label>', 'of bytes that name none and are not UTF-8', charsetValue)
    .option('--provider <name>', 'whose documents they are, where they do not say it')
    .addOption(new Option('--category <code>', 'of items whose category nothing tells').choices(categoryCodes))
    .option('--base-url <url>', 'what relative addresses in documents start from')

const defaultsOf = (options: ReadOptions): ReadDefaults => ({
  ...noDefaults,
  language: options.language ?? null,
  timeZone: options.timeZone ?? null,
  charset: options.charset ?? null,
  provider: options.provider ?? null,
  category: options.category ?? null,
  baseUrl: options.baseUrl ?? null,
})

/** Prints reports as they come, and at the end fails the run where one was not as it should be. */
const tallyOf = (stream: NodeJS.WritableStream, isJson: boolean, isGood: (report: DocumentReport) => boolean) => {
  let [all, short] = [0, 0]
  return {
    add(report: DocumentReport) {
      all++
      if (!isGood(report)) short++
      stream.write(`${isJson ? JSON.stringify(jsonOfReport(report)) : textOfReport(report)}\n`)
    },
    close() {
      if (all === 0) throw new UsageError('there is no file in it')
      if (short > 0) throw new Shortfall(`${short} of ${all} documents fall short; the report says why`)
    },
  }
}

const languageValue = (text: string): string => {
  const tag = languageTag(text)
  if (tag === null) throw new InvalidArgumentError('Expected a language tag, such as tr or de-AT.')
  return tag
}

const zoneValue = (text: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new InvalidArgumentError('Expected a zone, such as Europe/Istanbul.')
  }
}

const charsetValue = (text: string): string => {
  try {
    return new TextDecoder(text).encoding
  } catch {
    throw new InvalidArgumentError('Expected a charset, such as windows-1254.')
  }
}

const codes = `
Exit codes:
  0  everything was read; for validate: nothing is held, and all is valid
  1  something falls short of that; the report says what
  2  wrong use`

const convertHelp = `
Report on the standard error; with --json a line of JSON for each document.
${codes}

Examples:
  npm run dateline -- convert story.xml --to ninjs > story.json
  npm run dateline -- convert incoming/ --to newsml-g2 --out done/ --time-zone Europe/Istanbul`

const validateHelp = `${codes}

Examples:
  npm run dateline -- validate incoming/
  npm run dateline -- validate story.json --json`
