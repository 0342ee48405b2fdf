import type { Catalogue } from '../accounts/catalogue.ts'
import type { People } from '../accounts/people.ts'
import type { SecondPersonKind } from '../domain/second-person.ts'
import type { Blobs } from '../media/blobs.ts'
import type { Workshop } from '../media/make/workshop.ts'
import type { Uploads } from '../media/uploads/uploads.ts'
import type { Db } from '../store/db.ts'
import type { Fanout } from '../wire/fanout.ts'
import type { Books } from '../wire/holders.ts'
import type { Publisher } from '../wire/publish.ts'
import type { Board } from './board.ts'

/** What the desk is made of; one of each a process. */
export interface DeskParts {
  readonly db: Db
  readonly people: People
  readonly publisher: Publisher
  readonly fanout: Pick<Fanout, 'observe'>
  readonly catalogue: Catalogue
  /** The ledger, asked for who holds an item. */
  readonly books: Books
  /** The key with which credentials of sources are sealed, where there is one. */
  readonly secretKey: () => Buffer | null
  readonly media: DeskMedia
  /** What waits for a second person before it goes out (SECOND_PERSON). */
  readonly secondPerson: readonly SecondPersonKind[]
}

/** Where files are kept, and where new ones are looked at. */
export interface DeskMedia {
  readonly blobs: Blobs
  readonly workshop: Pick<Workshop, 'inspect'>
  /** Takes files that come in pieces. */
  readonly uploads: Pick<Uploads, 'handle'>
  /** The largest file that is taken. */
  readonly mostBytes: number
}

/** What the desk's routes work with. */
export interface Desk extends DeskParts {
  readonly board: Board
}
