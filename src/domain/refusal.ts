/** Every reason for which Dateline says no. The list is closed: a door that answers refusals can handle each of them. */
export const refusalCodes = [
  'bad-input',
  'signal-not-allowed',
  'note-required',
  'embargo-past',
  'embargo-fixed',
  'nothing-embargoed',
  'no-such-item',
  'item-moved',
  'key-reused',
  'unreadable',
  'not-found',
  'not-entitled',
  'killed',
  'withheld',
  'unauthenticated',
  'wrong-credentials',
  'forbidden',
  'stale-form',
  'too-many-requests',
  'too-large',
  'not-acceptable',
  'draft-moved',
  'name-taken',
  'unsafe-file',
  'media-not-ready',
  'download-limit',
  'link-spent',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** A "no" with its reason. `field` names the input at fault as the sender wrote it; `retryAfterMs` says when asking again may help. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly field: string | null
  readonly retryAfterMs: number | null

  constructor(code: RefusalCode, detail: string, more: { field?: string; retryAfterMs?: number } = {}) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
    this.field = more.field ?? null
    this.retryAfterMs = more.retryAfterMs ?? null
  }
}
