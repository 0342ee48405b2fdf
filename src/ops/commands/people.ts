import { type Command, Option } from 'commander'
import { addStaff, addUser } from '../../accounts/admin.ts'
import { type Language, languageCodes } from '../../domain/taxonomy.ts'
import { type Person, staffRoles, userRoles } from '../../store/person.ts'
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

/** `staff add`, `user add`. */
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
}

const added = (person: Person, shown: string | null): Answer => ({
  json: shown === null ? person : { ...person, password: shown },
  text: `${person.id}  ${person.email}  ${person.role}${shown === null ? '' : `\npassword, shown only now: ${shown}`}`,
})
