import type { Acting } from '../accounts/acting.ts'
import { addStaff, addSubscriber, addUser, issueKeyWith, setLicence, setProduct } from '../accounts/admin.ts'
import { Refusal } from '../domain/refusal.ts'
import { type AccountSnapshot, accountSnapshot } from '../store/account-snapshot.ts'
import type { Person } from '../store/person.ts'
import type { DemoPeople, DemoSubscriber } from './demo-people.ts'
import { type DemoRecord, secretName } from './demo-record.ts'

const dayMs = 86_400_000

/** Adds the demo's products that are missing: before any news, which is sorted into them. */
export const addDemoProducts = async (act: Acting, { products }: DemoPeople): Promise<void> => {
  const known = (await accountSnapshot(act.db)).products.map(each => each.code)
  for (const { code, names, rule } of products) {
    if (!known.includes(code)) await setProduct(act, { code, names, rule: copied(rule) })
  }
}

/** Adds the demo's staff and subscribers that are missing, with the passwords and secrets of the record. */
export const addDemoAccounts = async (act: Acting, people: DemoPeople, record: DemoRecord): Promise<void> => {
  const before = await accountSnapshot(act.db)
  const passwordOf = (email: string) => record.passwords[email] ?? ''
  await Promise.all([
    ...people.staff.map(({ email, name, role, language }) =>
      unlessThere(addStaff(act, { email, name, role, language, password: passwordOf(email) })),
    ),
    ...people.subscribers.map(each => addDemoSubscriber(act, each, { before, record, passwordOf })),
  ])
}

const addDemoSubscriber = async (
  act: Acting,
  { name, contact, language, licence, users, apiUsers }: DemoSubscriber,
  given: { before: AccountSnapshot; record: DemoRecord; passwordOf: (email: string) => string },
): Promise<void> => {
  const { before, record, passwordOf } = given
  const found = before.subscribers.find(each => each.name === name)
  const { id: subscriber } = found ?? (await addSubscriber(act, { name, email: contact }))
  const addLicence = async () => {
    if (before.licences.some(each => each.subscriber === subscriber)) return
    const { fromDaysAgo, untilDays, products, types, languages, sizes = {}, ...terms } = licence
    const from = new Date(record.startedAt.getTime() - fromDaysAgo * dayMs)
    const until = new Date(record.startedAt.getTime() + untilDays * dayMs)
    const lists = { products: [...products], types: [...types], languages: languages === null ? null : [...languages] }
    const copies = Object.fromEntries(Object.entries(sizes).map(([type, names]) => [type, [...names]]))
    await setLicence(act, { subscriber, from, until, ...lists, sizes: copies, ...terms })
  }
  const addKey = async (machine: string) => {
    if (before.credentials.some(each => each.subscriber === subscriber && each.name === machine)) return
    await issueKeyWith(act, { subscriber, name: machine }, record.secrets[secretName(name, machine)] ?? '')
  }
  await Promise.all([
    addLicence(),
    ...apiUsers.map(user => addKey(user.name)),
    ...users.map(user => {
      const who = { email: user.email, name: user.name, role: user.isMaster ? 'master' : 'reader' } as const
      return unlessThere(addUser(act, { subscriber, language, ...who, password: passwordOf(user.email) }))
    }),
  ])
}

/** A person who is there already was added before the process was killed. */
const unlessThere = async (adding: Promise<Person>): Promise<void> => {
  try {
    await adding
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'name-taken')) throw error
  }
}

type Rule = DemoPeople['products'][number]['rule']

const copied = ({ types, languages, categories, priorities, subjects }: Rule) => ({
  types: types && [...types],
  languages: languages && [...languages],
  categories: categories && [...categories],
  priorities: priorities && [...priorities],
  subjects: subjects && [...subjects],
})
