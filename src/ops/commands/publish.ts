import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseItemId } from '../../domain/ids.ts'
import { type KillReason, killReasons } from '../../domain/kill-reason.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Category, categoryCodes, type Language, languageCodes, type Priority } from '../../domain/taxonomy.ts'
import { type FilingInput, parseFiling } from '../../wire/filing.ts'
import { publish } from '../../wire/publish.ts'
import { type AboutOptions, aboutOf, addAboutOptions } from './about.ts'
import { byCommandLine, type Office } from './office.ts'
import { contentOf, newestContent, requireProduct } from './story.ts'
import { type Answer, perform, type Terminal, UsageError } from './terminal.ts'
import { readTextFile } from './text-file.ts'
import { moment, priorityValue } from './values.ts'

interface PublishOptions extends AboutOptions {
  category?: Category
  priority?: Priority
  language?: Language
  signal: 'new' | 'update' | 'correction'
  item?: string
  embargo?: Date | 'open'
  product?: string
  group?: string
  note?: string
  line?: string
  key?: string
}

/** `publish`, `correct`, `advise`, `withhold`, `kill`, `lift`: everything that goes onto the wire. */
export const addWireCommands = (program: Command, terminal: Terminal): void => {
  const textOptions = (command: Command) =>
    addAboutOptions(command)
      .addOption(
        new Option('--category <code>', 'default: general, or that of the version before').choices(categoryCodes),
      )
      .option('--priority <1-6|name>', 'default: 4 (routine), or that of the version before', priorityValue)
      .addOption(new Option('--language <code>', 'default: that of the words').choices(languageCodes))
      .option('--product <code>', 'refuse unless the story would be in this product')
      .option('--note <text>', 'to desks: what changed, or why')
      .option('--line <text>', 'to readers: the correction line, ready to print')
      .option('--key <key>', 'idempotency key: the same request with it is broadcast once')

  textOptions(program.command('publish <file>'))
    .description(
      'Broadcast a plain text: first line headline, perhaps a deck, perhaps a dateline in capitals, the body. "-": standard input.',
    )
    .addOption(
      new Option('--signal <signal>', 'why it is sent').choices(['new', 'update', 'correction']).default('new'),
    )
    .option('--item <id>', 'the item that an update or correction is of')
    .option('--embargo <moment|open>', 'held back until then, or without a known end', embargoValue)
    .option('--group <id>', 'items filed together')
    .addHelpText(
      'after',
      examples('publish', [
        'quake.txt --category general --priority urgent',
        '- --key desk-4711 < story.txt',
        'quake-tr.txt --language tr --translation-of dl:text:20261123:1001 --place Veyra --expires 2026-12-31T18:00:00Z',
        'quake-2.txt --signal update --item dl:text:20261123:1001 --note "adds casualties"',
      ]),
    )
    .action((file: string, options: PublishOptions, command: Command) =>
      perform(terminal, command, async office => publishText(office, await readTextFile(terminal, file), options)),
    )

  textOptions(program.command('correct <item> <file>'))
    .description('Broadcast a corrected text of an item; goes to everyone who ever had it. Needs --note.')
    .addHelpText(
      'after',
      examples('correct', [
        'dl:text:20261123:1001 right.txt --note "figure in paragraph 2" --line "An earlier version gave a wrong figure."',
      ]),
    )
    .action((item: string, file: string, options: PublishOptions, command: Command) =>
      perform(terminal, command, async office => {
        const text = await readTextFile(terminal, file)
        return publishText(office, text, { ...options, signal: 'correction', item })
      }),
    )

  const withoutText = (name: string, signal: 'advisory' | 'withhold' | 'kill' | 'release', description: string) =>
    program
      .command(`${name} <item>`)
      .description(description)
      .option('--note <text>', 'to desks: why')
      .option('--key <key>', 'idempotency key: the same request with it is broadcast once')
      .action((item: string, options: ShortOptions, command: Command) =>
        perform(terminal, command, office => send(office, item, { signal, ...options }, options.key)),
      )
  withoutText('advise', 'advisory', 'Send a note to desks about an item; its text stays. Needs --note.')
  withoutText('withhold', 'withhold', 'Stop the use of an item until a correction or a kill follows. Needs --note.')
    .option('--line <text>', 'to readers: the sentence that stands for it')
    .addOption(reasonOption())
  withoutText('kill', 'kill', 'Take an item back for good, everywhere; nothing can follow. Needs --note.')
    .option('--line <text>', 'to readers: the sentence that stands for it')
    .addOption(reasonOption())
    .option('--replaced-by <item>', 'the item that replaces it')
    .addHelpText(
      'after',
      examples('kill', [
        'dl:text:20261123:1001 --note "the report came from a drill" --replaced-by dl:text:20261123:1009',
      ]),
    )
  withoutText('lift', 'release', 'Lift the embargo of an item now; its newest version goes to everyone entitled.')
}

const reasonOption = () => new Option('--reason <class>', 'why, by its class').choices(killReasons)

interface ShortOptions {
  note?: string
  line?: string
  reason?: KillReason
  replacedBy?: string
  key?: string
}

const publishText = async (office: Office, text: string, options: PublishOptions): Promise<Answer> => {
  const { signal, item, embargo, product, group, note, line, key } = options
  if (signal === 'new' && item !== undefined) throw new UsageError('--item goes with --signal update or correction')
  if (signal !== 'new' && item === undefined) throw new UsageError(`--signal ${signal} needs --item`)
  const before = item === undefined ? null : await newestContent(office.db, parseItemId(item))
  const { content: words, dropped } = contentOf(text, options, before)
  const content = { ...words, ...aboutOf(options, before) }
  requireProduct(office, product, words)
  const filing = {
    signal,
    content,
    note,
    line,
    group,
    embargo: embargo === undefined ? null : { until: embargo === 'open' ? null : embargo },
  }
  const sent = await send(office, item ?? null, filing, key)
  const left = dropped.length === 0 ? '' : `\nleft out: ${dropped.join(' | ')}`
  return {
    json: { ...Object(sent.json), headline: content.headline, language: content.language, dropped },
    text: `${sent.text}  ${content.headline}${left}`,
  }
}

const send = async (
  { publisher }: Office,
  item: string | null,
  { signal, content, note, line, reason, replacedBy, group, embargo }: Omit<FilingInput, 'by'>,
  key: string | undefined,
): Promise<Answer> => {
  const filing = parseFiling({ signal, content, note, line, reason, replacedBy, group, embargo, by: byCommandLine })
  if (key !== undefined && (key === '' || key.length > 200)) {
    throw new Refusal('bad-input', 'key: must have 1 to 200 characters', { field: 'key' })
  }
  const target = item === null ? null : parseItemId(item)
  const sent = await publish(publisher, { filing, item: target, expects: null, key: key ?? null })
  return {
    json: { seq: sent.seq, at: sent.at, item: sent.item, version: sent.version, signal },
    text: `${sent.item}  version ${sent.version}  ${signal}  entry ${sent.seq}`,
  }
}

/** A moment, or `open` for an embargo without a known end. */
const embargoValue = (text: string): Date | 'open' => {
  if (text === 'open') return text
  if (!text.includes('T'))
    throw new InvalidArgumentError('Expected a moment with its zone, 2026-12-31T18:00:00Z, or open.')
  return moment(text)
}

const examples = (name: string, lines: readonly string[]): string =>
  `\nExamples:\n${lines.map(line => `  npm run dateline -- ${name} ${line}`).join('\n')}`
