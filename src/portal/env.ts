import type { Catalogue } from '../accounts/catalogue.ts'
import type { People, Person } from '../accounts/people.ts'
import type { Audiences } from '../channels/stream/audiences.ts'
import type { Scope } from '../domain/licence.ts'
import type { Media } from '../media/open.ts'
import type { Db } from '../store/db.ts'
import type { Screen } from '../web/screen.ts'
import type { Fanout } from '../wire/fanout.ts'
import type { Books } from '../wire/holders.ts'
import type { RenderCache } from '../wire/render-cache.ts'
import type { Selections } from '../wire/selections.ts'

/** What the portal is made of; one of each a process. */
export interface PortalParts {
  readonly db: Db
  readonly people: People
  readonly catalogue: Catalogue
  readonly fanout: Fanout
  readonly books: Books
  readonly selections: Selections
  readonly renderCache: RenderCache
  readonly clock: () => Date
  /** Where files are, and links to them. */
  readonly media: Pick<Media, 'served' | 'links' | 'bindsAddress'>
  /** What machines may learn from what is sent: a code of PLUS. */
  readonly dataMining: string
}

/** What the portal's routes work with. */
export interface Portal extends PortalParts {
  /** Open pages, gathered by what they may see. */
  readonly audiences: Audiences
}

/** Somebody of a subscriber who asks for something now. */
export interface Visit {
  readonly screen: Screen
  readonly person: Person
  readonly subscriber: string
  /** What the subscriber's contract allows now; null: there is no contract. */
  readonly scope: Scope | null
  readonly now: Date
}
