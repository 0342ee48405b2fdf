import type { SourceKind } from '../../store/intake-source.ts'

/** How a setting is typed; `lines`: a list, one a line; a list of codes: a choice among them, the first the usual one. */
export type SettingInput = 'text' | 'url' | 'number' | 'check' | 'lines' | 'area' | readonly string[]

/** One setting of a kind of source, as a form asks for it. */
export interface SettingField {
  readonly name: string
  readonly input: SettingInput
  readonly isNeeded?: true
  /** What stands in the form of a new source. */
  readonly usual?: string
  /** Only behind “more”. */
  readonly isRare?: true
}

const rare = (name: string, input: SettingInput, usual?: string): SettingField => ({
  ...{ name, input, isRare: true },
  ...(usual === undefined ? {} : { usual }),
})
const url: SettingField = { name: 'url', input: 'url', isNeeded: true }

/** The settings of each kind, by the schemas of intake/settings.ts, in the order of the form. */
export const settingFields: Readonly<Record<SourceKind, readonly SettingField[]>> = {
  folder: [
    { name: 'path', input: 'text', isNeeded: true },
    rare('done', 'text'),
    rare('failed', 'text'),
    rare('settleSeconds', 'number', '5'),
    rare('files', ['items', 'beside']),
    rare('besideMinutes', 'number', '30'),
  ],
  http: [],
  feed: [
    url,
    { name: 'user', input: 'text' },
    { name: 'push', input: 'check', usual: 'on' },
    rare('pushedMinutes', 'number', '30'),
  ],
  has: [
    url,
    { name: 'user', input: 'text', isNeeded: true },
    { name: 'filterLanguage', input: 'text' },
    { name: 'filterPackage', input: 'text' },
    rare('filterCategory', 'text'),
    rare('filterPriority', 'text'),
    rare('filterType', 'text'),
    rare('filterProvider', 'text'),
    rare('searchString', 'text'),
    rare('format', ['newsml29', 'newsml12']),
    rare('firstHours', 'number', '24'),
    rare('overlapMinutes', 'number', '5'),
  ],
  dateline: [
    url,
    { name: 'from', input: ['now', 'archive'] },
    { name: 'language', input: 'text' },
    { name: 'product', input: 'text' },
    rare('category', 'text'),
    rare('priority', 'text'),
    rare('type', 'text'),
    rare('q', 'text'),
    rare('consumer', 'text', 'intake'),
    rare('waitSeconds', 'number', '20'),
    rare('limit', 'number', '100'),
  ],
  imap: [
    { name: 'host', input: 'text', isNeeded: true },
    { name: 'user', input: 'text', isNeeded: true },
    { name: 'folder', input: 'text', usual: 'INBOX' },
    { name: 'existing', input: ['take', 'leave'] },
    { name: 'markSeen', input: 'check', usual: 'on' },
    rare('moveTo', 'text'),
    rare('auth', ['password', 'token']),
    rare('tls', ['implicit', 'starttls', 'none']),
    rare('port', 'number', '993'),
    rare('ca', 'area'),
    rare('mostBytes', 'number', '16777216'),
  ],
  smtp: [
    { name: 'address', input: 'text', isNeeded: true },
    { name: 'senders', input: 'lines' },
    { name: 'peers', input: 'lines' },
    { name: 'needsAuth', input: 'check' },
  ],
  timeline: [
    url,
    { name: 'account', input: 'text', isNeeded: true },
    { name: 'withReblogs', input: 'check', usual: 'on' },
    { name: 'withReplies', input: 'check' },
    rare('firstPosts', 'number', '40'),
    rare('recheckDays', 'number', '7'),
    rare('recheckMinutes', 'number', '10'),
  ],
}

/** Kinds that are looked at by the clock; to the others things are sent. */
export const isLookedAt = (kind: SourceKind): boolean => kind !== 'http' && kind !== 'smtp'

/** Kinds that may have a credential of the other side's, or, for `http` and `smtp`, one that senders must know. */
export const hasCredential = (kind: SourceKind): boolean => kind !== 'folder'
