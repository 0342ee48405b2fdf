import type { SourceKind } from '../store/intake-source.ts'
import type { Way } from './way.ts'
import { dateline } from './ways/dateline.ts'
import { feed } from './ways/feed.ts'
import { folder } from './ways/folder.ts'
import { has } from './ways/has.ts'
import { imap } from './ways/imap.ts'
import { timeline } from './ways/timeline.ts'

/** How each kind of source is looked at; null: its senders come by themselves. */
export type Ways = Readonly<Record<SourceKind, Way | null>>

export const ways: Ways = { folder, feed, has, dateline, imap, timeline, http: null, smtp: null }
