import type { GroupId, Guid, ItemId, ItemType } from './ids.ts'
import type { KillReason } from './kill-reason.ts'
import { Refusal } from './refusal.ts'
import { isRecall, isTakenBack, type Signal, type Standing, type State, signalTable } from './signal.ts'
import type { Content, Embargo, ItemHead, Version } from './version.ts'

/** What somebody files: a signal and, where the signal asks for it, new content. */
export interface Filing {
  readonly signal: Signal
  readonly content: Content | null
  readonly note: string | null
  readonly line: string | null
  readonly replacedBy: ItemId | null
  /** Only of a withhold or kill. */
  readonly reason?: KillReason | undefined
  /** Only with `new`. */
  readonly embargo: Embargo | null
  readonly group: GroupId | null
  readonly by: string
}

/** The names of a new item. */
export interface Identity {
  readonly item: ItemId
  readonly guid: Guid
  readonly type: ItemType
}

/** The first version of an item. @throws Refusal where the signal table or the embargo rules say no */
export const firstVersion = (identity: Identity, filing: Filing, now: Date): Version => {
  checkSignal('absent', filing, identity.item)
  if (filing.content === null) throw new Refusal('bad-input', 'content is missing', { field: 'content' })
  checkEmbargo(filing.embargo, now)
  checkExpiry(filing.content, now)
  return {
    ...identity,
    number: 1,
    signal: filing.signal,
    state: 'usable',
    group: filing.group,
    content: filing.content,
    note: filing.note,
    line: null,
    replacedBy: null,
    embargo: filing.embargo,
    by: filing.by,
  }
}

/** The version that follows the newest one, or, for `release`, the newest one itself without its embargo.
 *  @throws Refusal where the signal table or the embargo rules say no */
export const nextVersion = (head: ItemHead, filing: Filing): Version => {
  checkSignal(head.state, filing, head.id)
  const row = signalTable[filing.signal]
  const { seq, sentAt, firstSentAt, ...newest } = head.newest
  if (filing.signal === 'release') {
    if (!head.embargoed) throw new Refusal('nothing-embargoed', `${head.id} is not under embargo`)
    return { ...newest, embargo: null }
  }
  if (filing.embargo !== null) {
    throw new Refusal('embargo-fixed', `the embargo of ${head.id} can be lifted but not set or changed`, {
      field: 'embargo',
    })
  }
  if (row.content === 'fresh' && filing.content === null) {
    throw new Refusal('bad-input', `${filing.signal} needs content`, { field: 'content' })
  }
  const state: State = row.leaves === 'same' ? head.state : row.leaves
  return {
    ...newest,
    number: newest.number + 1,
    signal: filing.signal,
    state,
    group: filing.group ?? newest.group,
    content: contentAfter(row.content, newest.content, filing.content),
    note: filing.note,
    // A note to desks leaves the sentence that stands for a withheld story as it is.
    line: isRecall(filing.signal) ? filing.line : state === 'usable' ? null : newest.line,
    reason: isTakenBack(filing.signal) ? filing.reason : state === 'usable' ? undefined : newest.reason,
    replacedBy: filing.signal === 'kill' ? filing.replacedBy : null,
    embargo: head.embargoed ? newest.embargo : null,
  }
}

/** Whether anybody may send this signal now, by the table. @throws Refusal */
const checkSignal = (standing: Standing, filing: Filing, item: ItemId): void => {
  const row = signalTable[filing.signal]
  if (!row.after.includes(standing)) {
    throw new Refusal('signal-not-allowed', `${filing.signal} cannot follow: ${item} is ${standing}`, {
      field: 'signal',
    })
  }
  if (row.note === 'required' && (filing.note === null || filing.note.trim() === '')) {
    throw new Refusal('note-required', `a ${filing.signal} needs a note that tells desks why`, { field: 'note' })
  }
  if (filing.reason !== undefined && !isTakenBack(filing.signal)) {
    throw new Refusal('bad-input', `reason: only a withhold or kill has one, not a ${filing.signal}`, {
      field: 'reason',
    })
  }
}

const checkEmbargo = (embargo: Embargo | null, now: Date): void => {
  if (embargo?.until != null && embargo.until <= now) {
    throw new Refusal('embargo-past', `embargo ${embargo.until.toISOString()} has already ended`, { field: 'embargo' })
  }
}

/** Of a new item alone: what has expired may still be corrected. */
const checkExpiry = ({ expiresAt }: Content, now: Date): void => {
  if (expiresAt !== undefined && new Date(expiresAt) <= now) {
    throw new Refusal('bad-input', `content.expiresAt: ${expiresAt} has already passed`, { field: 'content.expiresAt' })
  }
}

/** What a taken-back version has no place for: its text, and whom it named. */
const takenAway = {
  ...{ deck: null, bylines: [], body: [], summary: null },
  ...{ people: undefined, organisations: undefined, places: undefined, links: undefined },
}

const contentAfter = (rule: 'fresh' | 'kept' | 'none', before: Content, filed: Content | null): Content => {
  if (rule === 'fresh' && filed !== null) return filed
  if (rule === 'none') return { ...before, ...takenAway }
  return before
}
