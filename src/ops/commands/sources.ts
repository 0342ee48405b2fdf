import { type Command, Option } from 'commander'
import { secretKeyOf } from '../../accounts/secret-key.ts'
import { Refusal } from '../../domain/refusal.ts'
import { lookAt } from '../../intake/look.ts'
import { addSource, changeSource, dropSource, issueSourceKey, keepSecret, requireSource } from '../../intake/sources.ts'
import type { Looked } from '../../intake/way.ts'
import { ways } from '../../intake/ways.ts'
import { type SourceHealth, sourceHealth } from '../../store/intake-health.ts'
import { type IntakeSource, type SourceKind, sourceKinds } from '../../store/intake-source.ts'
import { underLease } from '../../store/lease.ts'
import { workThrough } from './intake-work.ts'
import type { Office } from './office.ts'
import { readSecret } from './password.ts'
import { inputOf, type SourceOptions, sourceOptions } from './source-options.ts'
import { type Answer, columns, perform, type Terminal } from './terminal.ts'

/** `source add`, `list`, `set`, `remove`, `key`, `look`. */
export const addSourceCommands = (program: Command, terminal: Terminal): void => {
  const source = program.command('source').description('Where news comes in from.')
  sourceOptions(source.command('add <name>'))
    .description('Add a source.')
    .addOption(new Option('--kind <kind>', 'how it gives').choices(sourceKinds).makeOptionMandatory())
    .option('--off', 'switched off to begin with')
    .addHelpText(
      'after',
      `
Examples:
  npm run dateline -- source add "Lakeside Press" --kind folder --set path=/srv/in --routing desk
  npm run dateline -- source add Wire --kind feed --set url=https://news.example/rss --category general
  npm run dateline -- source add Partner --kind http --routing broadcast --only-categories sports`,
    )
    .action((name: string, options: SourceOptions & { kind: SourceKind; off?: boolean }, command: Command) =>
      perform(terminal, command, async office => {
        const secret = options.secret === true ? await readSecret(terminal, 'Credential: ') : null
        const { kind, off } = options
        // Added switched off, so that nobody looks at it before it has its credential.
        const added = await addSource(office.db, {
          ...inputOf(options),
          name,
          kind,
          enabled: secret === null && off !== true,
        })
        if (secret === null) return shown(added)
        await sealedIn(office, added.id, secret)
        return shown(await changeSource(office.db, added.id, { enabled: off !== true }))
      }),
    )
  source
    .command('list')
    .description('All sources and how they do.')
    .action((_: object, command: Command) =>
      perform(terminal, command, async ({ db, act }) => listed(await sourceHealth(db, act.now))),
    )
  sourceOptions(source.command('set <source>'))
    .description('Change what is named of a source; the rest stays.')
    .option('--name <name>', 'what it is called')
    .option('--on', 'switch it on')
    .option('--off', 'switch it off')
    .action((of: string, options: SourceOptions & { name?: string; on?: boolean; off?: boolean }, command: Command) =>
      perform(terminal, command, async office => {
        const { id } = await requireSource(office.db, of)
        if (options.secret === true) await sealedIn(office, id, await readSecret(terminal, 'Credential: '))
        const { name, on, off } = options
        const enabled = on === true ? { enabled: true } : off === true ? { enabled: false } : {}
        return shown(
          await changeSource(office.db, id, {
            ...inputOf(options),
            ...(name === undefined ? {} : { name }),
            ...enabled,
          }),
        )
      }),
    )
  source
    .command('remove <source>')
    .description('Take a source out; what came in by it stays.')
    .action((of: string, _: object, command: Command) =>
      perform(terminal, command, async ({ db }) => {
        const removed = await dropSource(db, of)
        return { json: { id: removed.id, name: removed.name }, text: `${removed.id}  ${removed.name}  removed` }
      }),
    )
  source
    .command('key <source>')
    .description('Make a key for POST /v1/intake/{source}; it is shown once, and the one before is no longer good.')
    .action((of: string, _: object, command: Command) =>
      perform(terminal, command, async ({ db, settings }) => {
        const { source: found, key } = await issueSourceKey(db, of)
        const url = `${settings.publicUrl}/v1/intake/${found.id}`
        return { json: { id: found.id, key, url }, text: `key, shown only now:  ${key}\nfor:                  ${url}` }
      }),
    )
  source
    .command('look <source>')
    .description('Look at a source now, and read what it gives.')
    .action((of: string, _: object, command: Command) => perform(terminal, command, office => look(office, of)))
}

const sealedIn = (office: Office, id: string, secret: string): Promise<void> =>
  keepSecret(office.db, id, { secret, key: secretKeyOf(office.settings, { make: true }) })

const look = async (office: Office, of: string): Promise<Answer> => {
  const { db, settings, publisher } = office
  const source = await requireSource(db, of)
  const key = () => secretKeyOf(settings, { make: false })
  let looked: Looked | null = null
  await underLease(db, `intake look ${source.id}`, async () => {
    const looker = { db, ways, key, clock: publisher.clock, random: Math.random }
    looked = await lookAt(looker, source, new AbortController().signal)
  })
  return tell(office, source, looked)
}

const tell = async (office: Office, { id, name }: IntakeSource, looked: Looked | null): Promise<Answer> => {
  if (looked === null) throw new Refusal('item-moved', `another process is looking at ${name} now`)
  const done = await workThrough(office, id)
  const { kind } = looked
  const reason = looked.kind === 'failed' ? looked.reason : (looked.trouble ?? null)
  return {
    json: { source: id, kind, reason, ...done },
    text: [
      `${name}  ${kind}${reason === null ? '' : `: ${reason}`}`,
      `${done.documents} read, ${done.items} items`,
    ].join('\n'),
  }
}

const shown = (source: IntakeSource): Answer => ({
  json: withoutState(source),
  text: `${source.id}  ${source.name}  ${source.kind}  ${source.enabled ? 'on' : 'off'}`,
})

const withoutState = ({ state, ...rest }: IntakeSource) => rest

const listed = (all: readonly SourceHealth[]): Answer => ({
  json: all.map(({ source, ...health }) => ({ ...withoutState(source), ...health })),
  text: columns([
    ['ID', 'NAME', 'KIND', 'STATE', 'ROUTING', 'LAST', 'WAITING', 'HELD', 'QUARANTINE', 'TROUBLE'],
    ...all.map(({ source, condition, waiting, held, quarantined }) => [
      ...[source.id, source.name, source.kind, condition, source.routing.mode],
      source.lastArrivalAt?.toISOString().slice(0, 16) ?? '–',
      ...[waiting, held, quarantined].map(String),
      condition === 'failing' ? (source.lastError ?? '').slice(0, 60) : '',
    ]),
  ]),
})
