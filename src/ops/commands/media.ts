import { type Command, Option } from 'commander'
import { categoryCodes, languageCodes } from '../../domain/taxonomy.ts'
import { type AssetType, newestAssets, retryAsset } from '../../store/asset.ts'
import { type AddOptions, addFiles, checkFiles, requireAsset, shownAsset } from './media-files.ts'
import { columns, perform, type Terminal, wantsJson } from './terminal.ts'
import { moment, priorityValue, wholeNumber } from './values.ts'

const types: readonly AssetType[] = ['picture', 'video', 'graphic', 'file']

/** `media add`, `list`, `show`, `retry`, `check`. */
export const addMediaCommands = (program: Command, terminal: Terminal): void => {
  const media = program.command('media').description('Pictures, video, graphics and other files.')
  media
    .command('add <file...>')
    .description(
      'Take files in, and wait until everything has been made of them; with --send, broadcast each as an item.',
    )
    .addOption(
      new Option('--as <type>', 'as what they are taken, where they can be more than one thing').choices(types),
    )
    .option('--send', 'broadcast each file as an item of its own')
    .option('--headline <text>', 'default: as the file says')
    .option('--caption <text>', 'default: as the file says')
    .option('--alt <text>', 'what a picture shows, for those who do not see it; default: as the file says')
    .option('--credit <text>', 'default: as the file says')
    .addOption(new Option('--category <code>', 'default: general').choices(categoryCodes))
    .option('--priority <1-6|name>', 'default: 4 (routine)', priorityValue)
    .addOption(new Option('--language <code>', 'default: that of the words').choices(languageCodes))
    .option('--group <id>', 'items filed together')
    .option('--key <key>', 'idempotency key of the one file that is sent')
    .addHelpText(
      'after',
      `
Examples:
  npm run dateline -- media add storm-1.jpg storm-2.jpg
  npm run dateline -- media add storm.jpg --send --headline "Waves over the quay" --category general
  npm run dateline -- media add map.pdf --as graphic`,
    )
    .action((files: string[], options: AddOptions, command: Command) =>
      perform(terminal, command, office => addFiles(office, files, options)),
    )
  media
    .command('list')
    .description('Uploads, the newest first.')
    .addOption(new Option('--type <type>', 'only these').choices(types))
    .option('--before <moment>', 'only those brought in before', moment)
    .option('--limit <n>', 'at most so many', wholeNumber, 50)
    .action((options: { type?: AssetType; before?: Date; limit: number }, command: Command) =>
      perform(terminal, command, async ({ db }) => {
        const { type = null, before = null, limit } = options
        const assets = await newestAssets(db, { type, before, limit: Math.min(limit, 1_000), addedBy: null })
        const heading = ['ID', 'STATE', 'TYPE', 'BYTES', 'BROUGHT IN', 'NAME']
        const rows = assets.map(each => [
          ...[each.id, each.state, each.type, String(each.sizeBytes), each.createdAt.toISOString(), each.fileName],
        ])
        return { json: assets.map(each => shownAsset(each).json), text: columns([heading, ...rows]) }
      }),
    )
  media
    .command('show <id>')
    .description('Everything that is known of an upload.')
    .action((id: string, _: unknown, command: Command) =>
      perform(terminal, command, async ({ db }) => shownAsset(await requireAsset(db, id))),
    )
  media
    .command('retry <id>')
    .description('Have an upload that failed made again, by a server or by `media add`.')
    .action((id: string, _: unknown, command: Command) =>
      perform(terminal, command, async ({ db }) => {
        await requireAsset(db, id)
        await retryAsset(db, id)
        return shownAsset(await requireAsset(db, id))
      }),
    )
  media
    .command('check <file...>')
    .description(
      'Say what would be said of files, without taking them; needs no database. Exit code 1 where one would be refused.',
    )
    .action((files: string[], _: unknown, command: Command) =>
      checkFiles(files, { terminal, isJson: wantsJson(command) }),
    )
}
