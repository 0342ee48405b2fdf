import type { Acting } from '../../src/accounts/acting.ts'
import {
  addStaff,
  addSubscriber,
  addUser,
  type IssuedKey,
  issueKey,
  setLicence,
  setProduct,
} from '../../src/accounts/admin.ts'
import type { Db } from '../../src/store/db.ts'
import type { Licence } from '../../src/store/licence.ts'
import type { Person } from '../../src/store/person.ts'
import type { Subscriber } from '../../src/store/subscriber.ts'

/** The password of every person that the kit adds. */
export const kitPassword = 'four quiet words here'

/** Accounts to test with; every contract has begun long before any example. */
export interface KitAccounts {
  /** 1 `general-en`, 2 `general-tr`, 3 `general-ar`, 4 `flash` (priorities 1 and 2). */
  readonly products: Readonly<Record<'generalEn' | 'generalTr' | 'generalAr' | 'flash', number>>
  /** Holds every product. */
  readonly courier: Holder
  /** Holds `general-tr` only. */
  readonly lantern: Holder
  readonly writer: Person
  readonly editor: Person
  readonly admin: Person
}

interface Holder {
  readonly subscriber: Subscriber
  readonly licence: Licence
  readonly key: IssuedKey
  readonly user: Person
}

const began = new Date('2026-01-01T00:00:00Z')

/** Fills an empty database with products, two subscribers and one of the staff in each role, all with `kitPassword`. */
export const seedAccounts = async (db: Db): Promise<KitAccounts> => {
  const act: Acting = { db, by: 'kit', now: began }
  const product = async (code: string, rule: Parameters<typeof setProduct>[1]['rule']) =>
    (await setProduct(act, { code, names: { en: code, tr: code, ar: code }, rule })).id
  const products = {
    generalEn: await product('general-en', { types: ['text'], languages: ['en'] }),
    generalTr: await product('general-tr', { types: ['text'], languages: ['tr'] }),
    generalAr: await product('general-ar', { types: ['text'], languages: ['ar'] }),
    flash: await product('flash', { priorities: [1, 2] }),
  }
  const staff = (role: 'writer' | 'editor' | 'admin') =>
    addStaff(act, { email: `${role}@meridian.example`, name: `A ${role}`, role, password: kitPassword })
  return {
    products,
    courier: await holder(act, 'Courier', Object.values(products)),
    lantern: await holder(act, 'Lantern', [products.generalTr]),
    writer: await staff('writer'),
    editor: await staff('editor'),
    admin: await staff('admin'),
  }
}

const holder = async (act: Acting, name: string, products: number[]): Promise<Holder> => {
  const email = `desk@${name.toLowerCase()}.example`
  const subscriber = await addSubscriber(act, { name, email })
  const { id } = subscriber
  return {
    subscriber,
    licence: await setLicence(act, { subscriber: id, products }),
    key: await issueKey(act, { subscriber: id, name: `${name} intake` }),
    user: await addUser(act, { subscriber: id, email, name: `${name} reader`, role: 'master', password: kitPassword }),
  }
}
