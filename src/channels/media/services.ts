import type { Authenticator } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import type { Media } from '../../media/open.ts'
import type { Wire } from '../../wire/open.ts'

/** What it takes to give a file to somebody who is known. */
export interface Giving {
  readonly wire: Pick<Wire, 'db' | 'books' | 'clock'>
  readonly media: Pick<Media, 'served'>
}

/** What requests for files are answered with. */
export interface MediaServices extends Giving {
  readonly wire: Wire
  readonly catalogue: Catalogue
  readonly authenticator: Authenticator
  readonly media: Pick<Media, 'links' | 'served' | 'bindsAddress' | 'url'>
}
