import type { Member } from '../domain/media.ts'
import type { Notice } from '../domain/notice.ts'

/** How much of a version a document carries: all of it; signal, headline, correction and classification; or a notice alone. */
export type Face = 'full' | 'headline' | 'notice'

/** Who sends, as documents name it. */
export interface Agency {
  /** As in item ids, in lower case: `dl`. */
  readonly code: string
  readonly name: string
  /** The stored domain of which GUIDs are made, never the address served. */
  readonly domain: string
  /** Whom to ask about a subscription: a mail address, a telephone number or a web address. */
  readonly contact: string
  /** Where the licence terms can be read by machines (ODRL). */
  readonly rightsUrl?: string | undefined
  /** Where files of our own are served, `https://news.example/v1/media`; left out: documents name them without an address. */
  readonly mediaUrl?: string | undefined
  /** What machines may learn from what is sent: a code of PLUS, see data-mining.ts; left out: nothing but to find it. */
  readonly dataMining?: string | undefined
}

/** Everything besides the version that decides the bytes of a document. */
export interface Rendering {
  readonly face: Face
  /** `noticeOf` the item's newest withheld or killed version; stands for the text at the face `notice`.
   *  null: the item is usable; at the face `notice` the version is then a correction. */
  readonly notice: Notice | null
  /** When that notice was sent; left out, the version's own time stands. */
  readonly noticeAt?: Date | undefined
  readonly agency: Agency
  /** Pictures and videos that go with the item, as far as this reader may see them; only the dialect of HAS has a place for them. */
  readonly related?: readonly Member[] | undefined
}
