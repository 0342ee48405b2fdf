import type { Page } from 'playwright-core'

/** Who looks at a screen: nobody who has signed in, somebody of the agency, or the master user of a subscriber. */
export type Onlooker = 'nobody' | 'writer' | 'editor' | 'admin' | 'master'

/** What the addresses of screens are made of: examples of everything that has a page of its own. */
export interface Places {
  readonly language: 'en' | 'tr' | 'ar'
  /** A text on the wire with two versions; one that was killed; a picture; a video; a text in a group with pictures. */
  readonly item: string
  readonly killed: string
  readonly picture: string
  readonly video: string
  readonly grouped: string
  /** A text that has been begun; one that lacks what it needs; the next version of `item`; one about a picture; a collection. */
  readonly draft: string
  readonly unready: string
  readonly update: string
  readonly pictureDraft: string
  readonly collection: string
  /** A text that goes out by itself tomorrow; a flash that waits for a second person; the beginning of a story. */
  readonly scheduled: string
  readonly look: string
  readonly template: string
  /** An upload. */
  readonly asset: string
  /** Something that came in; a document that nobody could read; the source of both. */
  readonly incoming: number
  readonly quarantined: number
  readonly source: string
  /** The address of a story on the public site, by language. */
  readonly story: Readonly<Record<'en' | 'tr' | 'ar', string>>
  /** A key of the subscriber's. */
  readonly key: string
}

/** A screen that is looked at: by people in photographs, and by axe-core in a test. */
export interface Screen {
  /** Names its photographs; what is before the first `-` is the face. */
  readonly name: string
  /** As the server's own table has it, without the method. */
  readonly route: string
  readonly who: Onlooker
  readonly path: (places: Places) => string
  /** What is done once the page is there. */
  readonly act?: (page: Page) => Promise<unknown>
  /** Photographed in Turkish as well. */
  readonly isMain?: true
}
