import type { Command } from 'commander'
import type { Entry } from '../../domain/entry.ts'
import { consumers } from '../../store/consumer.ts'
import { entriesAfter } from '../../store/entry.ts'
import { wireHead } from '../../store/wire.ts'
import { createTail } from '../../wire/tail.ts'
import { createVersions, type Versions } from '../../wire/versions.ts'
import { type Office, withOffice } from './office.ts'
import { type Answer, columns, nameOf, perform, type Terminal, wantsJson } from './terminal.ts'
import { wholeNumber } from './values.ts'

/** `tail`, `status`. */
export const addWatchCommands = (program: Command, terminal: Terminal): void => {
  program
    .command('tail')
    .description('Print the entries of the wire as they come, until interrupted.')
    .option('--from <n>', 'begin with entry n; default: only new ones', wholeNumber)
    .option('--once', 'end at the head instead of waiting')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run dateline -- tail --from 1\n  npm run dateline -- tail --from 1 --once --json > wire.jsonl',
    )
    .action((options: TailOptions, command: Command) =>
      withOffice(terminal.environment, nameOf(command), office =>
        printTail(office, terminal, { ...options, isJson: wantsJson(command) }),
      ),
    )
  program
    .command('status')
    .description('The head of the wire, who is behind it, and what this installation runs on.')
    .action((_: object, command: Command) => perform(terminal, command, status))
}

interface TailOptions {
  from?: number
  once?: boolean
}

const printTail = async (
  { db }: Office,
  terminal: Terminal,
  { from, once, isJson }: TailOptions & { isJson: boolean },
): Promise<void> => {
  const versions = createVersions(db)
  const head = await wireHead(db)
  const after = from === undefined ? head : Math.max(0, from - 1)
  const onEntries = (entries: readonly Entry[]) => print(terminal, versions, entries, isJson)
  if (once) {
    for (let last = after; last < head; ) {
      const entries = await entriesAfter(db, { after: last, upTo: head, limit: 500 })
      await onEntries(entries)
      last = entries.at(-1)?.seq ?? head
    }
    return
  }
  const stopped = whenStopped(terminal)
  const onError = (error: unknown) => void terminal.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  const tail = await createTail({ db, from: after, onEntries, onError })
  await stopped
  await tail.stop()
}

/** Until Ctrl-C, SIGTERM, or the reader of a pipe goes away. */
const whenStopped = ({ stdout }: Terminal): Promise<void> =>
  new Promise(resolve => {
    const stop = () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
    stdout.once('error', stop)
  })

const print = async (terminal: Terminal, versions: Versions, entries: readonly Entry[], isJson: boolean) => {
  const loaded = await versions.load(entries.map(({ item, version }) => ({ item, number: version })))
  for (const entry of entries) {
    const { seq, at, item, version, signal, type, language, category, priority, embargoed } = entry
    const { headline } = loaded.get(item, version).content
    const row = { seq, at, item, version, signal, type, language, category, priority, embargoed, headline }
    const text = [seq, at.toISOString(), signal.padEnd(10), item, `v${version}`, language, `p${priority}`, headline]
    terminal.stdout.write(`${isJson ? JSON.stringify(row) : text.join('  ')}\n`)
  }
}

/** Where the wire was read, in words. */
const databases: Readonly<Record<Office['mode'], string>> = {
  embedded: 'embedded, started for this command: no server is running',
  beside: 'embedded, of the running server',
  external: 'external (DATABASE_URL)',
}

const status = async ({ db, agency, mode, settings, products }: Office): Promise<Answer> => {
  const head = await wireHead(db)
  const [last] = await entriesAfter(db, { after: head - 1, limit: 1 })
  const readers = (await consumers(db)).map(({ id, kind, name, credential, subscriberName, cursor, seenAt }) => ({
    ...{ id, kind, name, credential, subscriber: subscriberName, cursor, lag: Math.max(0, head - cursor), seenAt },
  }))
  const json = {
    agency: { code: agency.code, name: agency.name, domain: agency.domain },
    database: mode,
    roles: settings.roles,
    products: products.map(each => each.code),
    head: { seq: head, at: last?.at ?? null },
    consumers: readers,
  }
  const rows = readers.map(({ kind, name, credential, subscriber, cursor, lag, seenAt }) => [
    ...[subscriber, kind, credential ?? '', name, String(cursor), String(lag), seenAt.toISOString()],
  ])
  const facts = [
    `agency    ${agency.name} (${agency.code}, ${agency.domain})`,
    `database  ${databases[mode]}`,
    `roles     ${settings.roles.join(', ')} (as set here)`,
    `products  ${json.products.join(', ') || 'none'}`,
    `head      entry ${head}${last === undefined ? '' : `, ${last.at.toISOString()}`}`,
    '',
    rows.length === 0
      ? 'no consumers yet'
      : columns([['SUBSCRIBER', 'KIND', 'KEY', 'NAME', 'CURSOR', 'LAG', 'SEEN'], ...rows]),
  ]
  return { json, text: facts.join('\n') }
}
