import type { Db } from '../store/db.ts'

/** Who changes accounts, where and when. Every change writes its line of the accounts log in the same transaction. */
export interface Acting {
  readonly db: Db
  /** For the record: a person's name, or `command line`. */
  readonly by: string
  readonly now: Date
}
