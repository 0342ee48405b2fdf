import type { Filing } from '../../domain/item.ts'
import type { LookRequest, SecondLook } from '../../store/second-look.ts'
import type { Publication } from '../../wire/publish.ts'
import { type DraftSending, readFiling, readSending } from '../../wire/send-draft.ts'

/** What waits: a draft as it was frozen, or an act upon an item. */
export type Waiting =
  | {
      readonly kind: 'draft'
      readonly sending: DraftSending
      /** When it is to go out by its schedule, RFC 3339; left out: at once. */
      readonly sendAt?: string | undefined
    }
  | { readonly kind: 'act'; readonly publication: Publication & { readonly key: string } }

/** As the database keeps it. */
export const requestOf = (waiting: Waiting, words: Pick<LookRequest, 'headline' | 'language'>): LookRequest => ({
  ...words,
  ...(waiting.kind === 'draft' ? { revision: waiting.sending.revision } : {}),
  waiting,
})

/** What the database kept, with its times as times again. */
export const waitingOf = ({ request }: SecondLook): Waiting => {
  const waiting = request.waiting as Waiting
  if (waiting.kind === 'draft') return { ...waiting, sending: readSending(waiting.sending) }
  const { publication } = waiting
  return { kind: 'act', publication: { ...publication, filing: readFiling(publication.filing) } }
}

/** The filing that would go out. */
export const filingOfWaiting = (waiting: Waiting): Filing =>
  waiting.kind === 'draft' ? waiting.sending.filing : waiting.publication.filing
