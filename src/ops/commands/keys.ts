import type { Command } from 'commander'
import type { Acting } from '../../accounts/acting.ts'
import { type IssuedKey, issueKey, revokeKey } from '../../accounts/admin.ts'
import { changeApiUser, rotateApiUser } from '../../accounts/api-users.ts'
import { keyStateOf, plainKey } from '../../accounts/key-state.ts'
import { credentialsOf } from '../../store/credential.ts'
import { subscriberNamed } from './accounts.ts'
import { type Answer, columns, perform, type Terminal } from './terminal.ts'
import { moment, momentOrNone, wholeNumber } from './values.ts'

/** `key issue`, `key list`, `key change`, `key rotate`, `key revoke`. */
export const addKeyCommands = (program: Command, terminal: Terminal): void => {
  const key = program.command('key').description('Keys of machines: Bearer for /v1, user name and password for /abone.')
  key
    .command('issue')
    .description('Make a key; its secret is shown once and kept nowhere.')
    .requiredOption('--subscriber <id|name>', 'whose key it is')
    .requiredOption('--name <name>', 'which machine it is for')
    .option('--expires <moment>', 'when it stops being good', moment)
    .option('--manages', "may make and change the subscriber's keys by /v1/api-users")
    .addHelpText('after', '\nExample:\n  npm run dateline -- key issue --subscriber Courier --name "newsroom system"')
    .action((options: IssueOptions, command: Command) =>
      perform(terminal, command, async ({ db, act }) => {
        const { id } = await subscriberNamed(db, options.subscriber)
        const { name, expires = null, manages = false } = options
        return issued(await issueKey(act, { subscriber: id, name, expires, manages }))
      }),
    )
  key
    .command('list')
    .description('The keys of a subscriber, newest first.')
    .requiredOption('--subscriber <id|name>', 'whose keys')
    .action((options: { subscriber: string }, command: Command) =>
      perform(terminal, command, async ({ db, act }) => {
        const { id } = await subscriberNamed(db, options.subscriber)
        return listed(await credentialsOf(db, id), act.now)
      }),
    )
  key
    .command('change <id>')
    .description('Change the name or the end of a key, or put it out of use and back.')
    .option('--name <name>', 'which machine it is for')
    .option('--expires <moment|none>', 'when it stops being good', momentOrNone)
    .option('--deactivate', 'put it out of use at every door, until it is activated again')
    .option('--activate', 'put it back into use')
    .action((id: string, options: ChangeOptions, command: Command) =>
      perform(terminal, command, async ({ act }) => {
        const { name, expires, activate, deactivate } = options
        const changed = await changeApiUser(byAgency(act), id, {
          name,
          expiresAt: expires === 'none' ? null : expires,
          isActive: activate === true ? true : deactivate === true ? false : undefined,
        })
        return { json: plainKey(changed), text: `${id}  ${changed.name}  ${keyStateOf(changed, act.now)}` }
      }),
    )
  key
    .command('rotate <id>')
    .description('Give a key a new secret, which is shown once.')
    .option('--keep-old <hours>', 'for how many hours the old one stays good, 0 to 168', wholeNumber, 24)
    .action((id: string, { keepOld }: { keepOld: number }, command: Command) =>
      perform(terminal, command, async ({ act }) =>
        issued(await rotateApiUser(byAgency(act), id, { overlapHours: keepOld })),
      ),
    )
  key
    .command('revoke <id>')
    .description('Close a key at every door, for good.')
    .requiredOption('--why <text>', 'the reason, which its holder is told')
    .action((id: string, { why }: { why: string }, command: Command) =>
      perform(terminal, command, async ({ act }) => {
        const revoked = await revokeKey(act, { credential: id, why })
        return { json: plainKey(revoked), text: `${id}  revoked: ${revoked.revokedWhy}` }
      }),
    )
}

interface IssueOptions {
  readonly subscriber: string
  readonly name: string
  readonly expires?: Date
  readonly manages?: boolean
}

interface ChangeOptions {
  readonly name?: string
  readonly expires?: Date | 'none'
  readonly activate?: boolean
  readonly deactivate?: boolean
}

const byAgency = (act: Acting) => ({ ...act, subscriber: null, ownKey: null })

const issued = ({ credential, secret, token }: IssuedKey): Answer => ({
  json: { ...plainKey(credential), secret, token },
  text: `token, shown only now:  ${token}\nfor /abone:             user ${credential.id}, password ${secret}`,
})

const listed = (keys: Awaited<ReturnType<typeof credentialsOf>>, now: Date): Answer => {
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '–'
  return {
    json: keys.map(key => ({ ...plainKey(key), state: keyStateOf(key, now) })),
    text: columns([
      ['ID', 'NAME', 'STATE', 'MADE', 'ENDS', 'LAST USED', 'MANAGES'],
      ...keys.map(key => [
        ...[key.id, key.name, keyStateOf(key, now), day(key.createdAt), day(key.expiresAt), day(key.lastUsedAt)],
        key.manages ? 'yes' : '',
      ]),
    ]),
  }
}
