import type { Authenticator } from '../../accounts/api-user.ts'
import type { Catalogue } from '../../accounts/catalogue.ts'
import type { Media } from '../../media/open.ts'
import type { Wire } from '../../wire/open.ts'

/** What requests for files are answered with. */
export interface MediaServices {
  readonly wire: Wire
  readonly catalogue: Catalogue
  readonly authenticator: Authenticator
  readonly media: Pick<Media, 'links' | 'served' | 'bindsAddress' | 'url'>
}
