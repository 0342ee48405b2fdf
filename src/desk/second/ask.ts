import { randomBytes } from 'node:crypto'
import type { Person } from '../../accounts/people.ts'
import { secondPersonKindOf, type Weighed } from '../../domain/second-person.ts'
import type { ItemHead } from '../../domain/version.ts'
import { askForLook } from '../../store/second-look.ts'
import type { Publication } from '../../wire/publish.ts'
import type { DraftSending } from '../../wire/send-draft.ts'
import type { Desk } from '../env.ts'
import { requestOf } from './request.ts'

/** Whether the agency asks for a second person before this goes out (SECOND_PERSON). */
export const needsSecondPerson = ({ secondPerson }: Pick<Desk, 'secondPerson'>, filing: Weighed): boolean => {
  const kind = secondPersonKindOf(filing)
  return kind !== null && secondPerson.includes(kind)
}

export const lookHref = (id: string): string => `/desk/looks/${id}`

/** Lets a draft wait for a second person, once however often it is asked for. @param sendAt when it is to go out; null: at once @returns the address where it waits */
export const askForDraft = async (
  desk: Pick<Desk, 'db'>,
  person: Pick<Person, 'id'>,
  sending: DraftSending,
  sendAt: Date | null = null,
): Promise<string> => {
  const { draft, item, filing } = sending
  const { headline = '', language = 'en' } = filing.content ?? {}
  const request = requestOf({ kind: 'draft', sending, sendAt: sendAt?.toISOString() }, { headline, language })
  const id = `slk_${randomBytes(10).toString('hex')}`
  const asked = await askForLook(desk.db, { id, draft, item, signal: filing.signal, request, by: person.id })
  return lookHref(asked.id)
}

/** Lets an act upon an item wait for a second person. @param form the key of the sheet's form: sent twice it is asked for once @returns the address where it waits */
export const askForAct = async (
  desk: Pick<Desk, 'db'>,
  person: Pick<Person, 'id'>,
  { publication, head, form }: { publication: Publication & { readonly key: string }; head: ItemHead; form: string },
): Promise<string> => {
  const { headline, language } = head.newest.content
  const request = requestOf({ kind: 'act', publication }, { headline, language })
  const { signal } = publication.filing
  const id = `slk_${form.replaceAll('-', '')}`
  const asked = await askForLook(desk.db, { id, draft: null, item: head.id, signal, request, by: person.id })
  return lookHref(asked.id)
}
