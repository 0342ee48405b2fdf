import type { Member } from '../domain/media.ts'
import type { Story } from './story.ts'

/** One place of a collection: a story that may be opened, or what the collection says of one that may not. */
export type MemberView =
  | { readonly story: Story }
  /** `headline` is null where the item is ours and not open to this reader. */
  | { readonly story: null; readonly type: Member['type']; readonly headline: string | null }
