import { type Command, Option } from 'commander'
import { textOfBody } from '../../domain/body.ts'
import { Refusal } from '../../domain/refusal.ts'
import { documentOf } from '../../intake/document.ts'
import { takeIntoDraft } from '../../intake/draft.ts'
import { dismissQuarantined, repairRaw, reparse, requireRaw, retryRaw } from '../../intake/repair.ts'
import { requireSource } from '../../intake/sources.ts'
import type { Db } from '../../store/db.ts'
import {
  dismissItem,
  type Incoming,
  type IncomingStatus,
  incomingItem,
  incomingItems,
  incomingStatuses,
} from '../../store/intake-item.ts'
import { quarantined } from '../../store/intake-raw.ts'
import { staffPerson } from '../../store/person.ts'
import { workThrough } from './intake-work.ts'
import { byCommandLine } from './office.ts'
import { type Answer, columns, perform, type Terminal } from './terminal.ts'
import { readBytes } from './text-file.ts'
import { wholeNumber } from './values.ts'

interface ListOptions {
  source?: string
  status?: IncomingStatus
  before?: number
  limit: number
  words?: string
  quarantine?: boolean
}

/** `intake list`, `show`, `take`, `dismiss`, `retry`, `reparse`. */
export const addIntakeCommands = (program: Command, terminal: Terminal): void => {
  const intake = program.command('intake').description('What came in from sources.')
  intake
    .command('list')
    .description('Items that came in, the newest first, or the documents in quarantine.')
    .option('--source <id|name>', 'of this source')
    .addOption(new Option('--status <status>', 'in this status').choices(incomingStatuses))
    .option('--words <words>', 'with these words in the headline')
    .option('--quarantine', 'documents that could not be read, with the reason')
    .option('--before <id>', 'older than this one', wholeNumber)
    .option('--limit <n>', 'at most so many', wholeNumber, 50)
    .action((options: ListOptions, command: Command) => perform(terminal, command, async ({ db }) => list(db, options)))
  intake
    .command('show <item>')
    .description(
      'An item as it was read, with what was guessed and lost; with --raw a document, its bytes as they came.',
    )
    .option('--raw', 'the id is that of a document')
    .action((id: string, { raw }: { raw?: boolean }, command: Command) =>
      perform(terminal, command, async ({ db }) =>
        raw === true ? showRaw(db, numberOf(id)) : show(await requireItem(db, id)),
      ),
    )
  intake
    .command('take <item>')
    .description('Make a draft of an item that waits, for somebody of the agency.')
    .requiredOption('--person <email>', 'whose draft it is')
    .action((id: string, { person: named }: { person: string }, command: Command) =>
      perform(terminal, command, async ({ db, settings }) => {
        const person = await staffPerson(db, named)
        if (person === null)
          throw new Refusal('not-found', `person: "${named}" is nobody of the agency`, { field: 'person' })
        const taken = await takeIntoDraft(db, numberOf(id), { person, timeZone: settings.timeZone })
        return { json: taken, text: `${taken.draft}  ${taken.isNew ? 'made' : 'was there'}` }
      }),
    )
  intake
    .command('dismiss <item>')
    .description('Take an item that waits out of the list; with --raw a document out of quarantine.')
    .option('--raw', 'the id is that of a document')
    .action((id: string, { raw }: { raw?: boolean }, command: Command) =>
      perform(terminal, command, async ({ db }) => {
        if (raw === true) await dismissQuarantined(db, numberOf(id), byCommandLine)
        else if (!(await dismissItem(db, { id: numberOf(id), by: byCommandLine }))) {
          throw new Refusal('not-found', `no item ${id} waits`, { field: 'id' })
        }
        return { json: { id: numberOf(id), status: 'dismissed' }, text: `${id}  dismissed` }
      }),
    )
  intake
    .command('retry <raw>')
    .description('Read a document again; with --file other bytes in its place, which are kept beside those that came.')
    .option('--file <file>', 'the mended document; "-": standard input')
    .action((id: string, { file }: { file?: string }, command: Command) =>
      perform(terminal, command, async office => {
        const { db } = office
        if (file === undefined) await retryRaw(db, numberOf(id))
        else await repairRaw(db, numberOf(id), { bytes: await readBytes(terminal, file), by: byCommandLine })
        await workThrough(office, (await requireRaw(db, numberOf(id))).source)
        return showRaw(db, numberOf(id))
      }),
    )
  intake
    .command('reparse <source>')
    .description('Read everything again that a source ever gave, after a reader was mended. Nothing is sent twice.')
    .action((of: string, _: object, command: Command) =>
      perform(terminal, command, async office => {
        const source = await requireSource(office.db, of)
        const documents = await reparse(office.db, source.id)
        await workThrough(office, source.id)
        return { json: { source: source.id, documents }, text: `${source.name}  ${documents} documents read again` }
      }),
    )
}

const list = async (db: Db, { quarantine, source: named, words, ...query }: ListOptions): Promise<Answer> => {
  const source = named === undefined ? null : (await requireSource(db, named)).id
  if (quarantine === true) {
    const rows = await quarantined(db, { ...query, source })
    const lines = rows.map(row => [
      String(row.id),
      row.receivedAt.toISOString().slice(0, 16),
      row.sourceName,
      row.name ?? '–',
      row.reason ?? '',
    ])
    return { json: rows, text: columns([['RAW', 'RECEIVED', 'SOURCE', 'NAME', 'REASON'], ...lines]) }
  }
  const rows = await incomingItems(db, { ...query, source, q: words ?? null })
  const lines = rows.map(row => [
    ...[String(row.id), row.at.toISOString().slice(0, 16), row.sourceName, row.signal, row.status],
    row.headline.slice(0, 80),
  ])
  return { json: rows, text: columns([['ID', 'READ', 'SOURCE', 'SIGNAL', 'STATUS', 'HEADLINE'], ...lines]) }
}

const numberOf = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('bad-input', `id: must be a number, not "${text}"`, { field: 'id' })
  return Number(text)
}

const requireItem = async (db: Db, id: string): Promise<Incoming> => {
  const item = await incomingItem(db, numberOf(id))
  if (item === null) throw new Refusal('not-found', `there is no incoming item ${id}`, { field: 'id' })
  return item
}

const show = ({ digest, ...incoming }: Incoming): Answer => {
  const item = documentOf(incoming.document)
  const facts = [
    ['source', `${incoming.sourceName}, raw ${incoming.raw}, ${incoming.format}`],
    ['status', `${incoming.status}${incoming.seq === null ? '' : `, entry ${incoming.seq} of ${incoming.item}`}`],
    ...incoming.holds.map(({ code, detail }) => ['held', `${code}: ${detail}`]),
    ['id', `${item.id ?? '–'}  version ${item.version ?? '–'}  ${item.signal}`],
    ...item.remarks.map(({ kind, field, detail }) => [kind, `${field}: ${detail}`]),
  ]
  return { json: incoming, text: `${columns(facts)}\n\n${item.headline}\n\n${textOfBody(item.body)}` }
}

const showRaw = async (db: Db, id: number): Promise<Answer> => {
  const { bytes, repaired, ...raw } = await requireRaw(db, id)
  const text = Buffer.from(repaired ?? bytes)
  const facts = [
    ['source', `${raw.sourceName}, ${raw.name ?? 'without a name'}, ${raw.sizeBytes} bytes`],
    ['status', `${raw.status}${raw.reason === null ? '' : `: ${raw.reason}`}`],
    ['sha256', raw.digest],
  ]
  return {
    json: {
      ...raw,
      bytes: Buffer.from(bytes).toString('base64'),
      repaired: repaired && Buffer.from(repaired).toString('base64'),
    },
    text: `${columns(facts)}\n\n${text.toString('utf8')}`,
  }
}
