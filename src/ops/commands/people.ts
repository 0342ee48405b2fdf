import { type Command, Option } from 'commander'
import { addStaff, addUser, disablePerson } from '../../accounts/admin.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Language, languageCodes } from '../../domain/taxonomy.ts'
import { type Person, personForSignIn, staffRoles, userRoles } from '../../store/person.ts'
import { subscriberNamed } from './accounts.ts'
import { choosePassword } from './password.ts'
import { type Answer, perform, type Terminal } from './terminal.ts'

interface PersonOptions<Role> {
  email: string
  name: string
  role: Role
  language: Language
  subscriber: string
  generate?: boolean
}

/** `staff add`, `staff disable`, `user add`, `user disable`. */
export const addPeopleCommands = (program: Command, terminal: Terminal): void => {
  const passwordHelp = `
The password is asked for at the terminal without being shown, or read from the
standard input (first line); with --generate one is made and shown once.`
  const adding = (command: Command, whom: string, roles: readonly string[], role: string) =>
    command
      .command('add')
      .description(`Add ${whom}.`)
      .requiredOption('--email <address>', 'to sign in with')
      .requiredOption('--name <name>', 'as others see it')
      .addOption(new Option('--role <role>').choices(roles).default(role))
      .addOption(new Option('--language <code>', 'of the screens').choices(languageCodes).default('en'))
      .option('--generate', 'make a password and show it once')

  const staff = program.command('staff').description('People of the agency, who sign in to the desk.')
  adding(staff, 'a person of the agency', staffRoles, 'editor')
    .addHelpText(
      'after',
      `${passwordHelp}\n\nExample:\n  npm run dateline -- staff add --email mira@agency.example --name "Mira Aldane" --role editor --generate`,
    )
    .action((options: PersonOptions<(typeof staffRoles)[number]>, command: Command) =>
      perform(terminal, command, async ({ act }) => {
        const { email, name, role, language } = options
        const { password, shown } = await choosePassword(terminal, options.generate === true)
        return added(await addStaff(act, { email, name, role, language, password }), shown)
      }),
    )

  addDisable(staff, terminal, true)

  const user = program.command('user').description('People of subscribers, who sign in to the portal.')
  adding(user, 'a person of a subscriber', userRoles, 'reader')
    .requiredOption('--subscriber <id|name>', 'whose person it is')
    .addHelpText(
      'after',
      `${passwordHelp}\n\nExample:\n  npm run dateline -- user add --subscriber Courier --email desk@courier.example --name "Night desk" --role master`,
    )
    .action((options: PersonOptions<(typeof userRoles)[number]>, command: Command) =>
      perform(terminal, command, async office => {
        const { email, name, role, language } = options
        const { id: subscriber } = await subscriberNamed(office.db, options.subscriber)
        const { password, shown } = await choosePassword(terminal, options.generate === true)
        return added(await addUser(office.act, { subscriber, email, name, role, language, password }), shown)
      }),
    )
  addDisable(user, terminal, false)
}

const addDisable = (command: Command, terminal: Terminal, isStaff: boolean): void => {
  command
    .command('disable <email>')
    .description('Shut somebody out at once; their sessions end.')
    .action((email: string, _: object, called: Command) =>
      perform(terminal, called, async ({ db, act }) => {
        const found = await personForSignIn(db, { email, isStaff })
        if (found === null) {
          throw new Refusal('not-found', `email: nobody signs in with ${email}`, { field: 'email' })
        }
        const person = await disablePerson(act, { person: found.person.id })
        return { json: person, text: `${person.id}  ${person.email}  can no longer sign in` }
      }),
    )
}

const added = (person: Person, shown: string | null): Answer => ({
  json: shown === null ? person : { ...person, password: shown },
  text: `${person.id}  ${person.email}  ${person.role}${shown === null ? '' : `\npassword, shown only now: ${shown}`}`,
})
