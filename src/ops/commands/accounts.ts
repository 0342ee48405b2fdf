import type { Command } from 'commander'
import { addSubscriber } from '../../accounts/admin.ts'
import { pickContract } from '../../accounts/contract.ts'
import { plainKey } from '../../accounts/key-state.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type AccountSnapshot, accountSnapshot } from '../../store/account-snapshot.ts'
import type { Db } from '../../store/db.ts'
import type { Licence } from '../../store/licence.ts'
import { type Subscriber, subscribers } from '../../store/subscriber.ts'
import { type Answer, columns, perform, type Terminal } from './terminal.ts'

/** `subscriber add`, `subscriber list`. */
export const addAccountCommands = (program: Command, terminal: Terminal): void => {
  const subscriber = program.command('subscriber').description('Organisations that subscribe.')
  subscriber
    .command('add <name>')
    .description('Add a subscriber; it has no licence yet.')
    .requiredOption('--email <address>', 'whom to tell about keys and contracts')
    .addHelpText('after', '\nExample:\n  npm run dateline -- subscriber add "The Courier" --email desk@courier.example')
    .action((name: string, { email }: { email: string }, command: Command) =>
      perform(terminal, command, async ({ act }) => {
        const added = await addSubscriber(act, { name, email })
        return { json: added, text: `${added.id}  ${added.name}` }
      }),
    )
  subscriber
    .command('list')
    .description('All subscribers with their contracts and keys.')
    .action((_: object, command: Command) =>
      perform(terminal, command, async ({ db, act }) => listed(await accountSnapshot(db), act.now)),
    )
}

/** A subscriber by its id or exact name. @throws Refusal `not-found` */
export const subscriberNamed = async (db: Db, name: string): Promise<Subscriber> => {
  const found = (await subscribers(db, null)).find(each => each.id === name || each.name === name)
  if (found === undefined) {
    throw new Refusal('not-found', `subscriber: there is no subscriber "${name}"`, { field: 'subscriber' })
  }
  return found
}

const listed = ({ products, subscribers: all, licences, credentials }: AccountSnapshot, now: Date): Answer => {
  const codeOf = new Map(products.map(each => [each.id, each.code]))
  const rows = all.map(each => {
    const contracts = licences.filter(licence => licence.subscriber === each.id)
    const keys = credentials.filter(credential => credential.subscriber === each.id)
    return { ...each, contract: pickContract(contracts, now), licences: contracts, keys: keys.map(plainKey) }
  })
  const line = (row: (typeof rows)[number]) => [
    row.id,
    row.name,
    row.email,
    row.contract === null ? 'no licence' : termsOf(row.contract, codeOf, now),
    row.keys
      .filter(key => key.revokedAt === null)
      .map(key => key.id)
      .join(' '),
  ]
  return {
    json: rows.map(({ contract, ...row }) => ({ ...row, licence: contract?.id ?? null })),
    text: columns([['ID', 'NAME', 'E-MAIL', 'LICENCE', 'KEYS'], ...rows.map(line)]),
  }
}

/** A contract in a line: its products and whether it is in force. */
export const termsOf = (licence: Licence, codeOf: ReadonlyMap<number, string>, now: Date): string => {
  const products = licence.products.map(id => codeOf.get(id) ?? String(id)).join(',')
  const day = (at: Date) => at.toISOString().slice(0, 10)
  const { startsAt, endsAt } = licence
  if (startsAt > now) return `${licence.id}  ${products}  from ${day(startsAt)}`
  if (endsAt === null) return `${licence.id}  ${products}  open`
  return `${licence.id}  ${products}  ${endsAt <= now ? 'ended' : 'until'} ${day(endsAt)}`
}
