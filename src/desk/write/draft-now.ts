import type { Context } from 'hono'
import type { Stage } from '../../domain/stage.ts'
import type { Draft, DraftText } from '../../store/draft.ts'
import type { Present } from '../../store/presence.ts'
import type { WebEnv } from '../../web/env.ts'
import { formatTime } from '../../web/i18n/format.ts'
import { screenOf } from '../../web/screen.ts'
import { fieldsOf, fieldText } from './draft-form.ts'

/** A draft as its open pages are told of it. */
export interface DraftNow {
  /** 0: not saved yet. */
  readonly revision: number
  /** In the agency's zone, `10:31`. */
  readonly savedAt: string | null
  readonly savedBy: string | null
  readonly stage: Stage
  readonly closed: 'sent' | 'discarded' | null
  /** Whether the tab that asks may type. */
  readonly writes: boolean
  /** Who types, where it is another tab. */
  readonly writer: { readonly name: string; readonly since: string; readonly isMe: boolean } | null
  /** Others who have it open and read. */
  readonly readers: readonly string[]
  /** Everything that stands in its inputs; left out where the tab has it. */
  readonly fields?: Readonly<Record<string, string>>
}

/** @param asks the tab that asks, and the revision it has; null: it is to be given the fields in any case */
export const draftNow = (
  c: Context<WebEnv>,
  {
    draft,
    present,
    asks,
  }: {
    readonly draft: Draft | null
    readonly present: readonly Present[]
    readonly asks: { readonly tab: string; readonly revision: number | null }
  },
): DraftNow => {
  const { language, timeZone } = screenOf(c)
  const me = c.get('person').id
  const time = (at: Date) => formatTime(language, at, timeZone)
  const writer = present.find(each => each.writes && each.tab !== asks.tab)
  const readers = present.filter(each => !each.writes && each.person.id !== me).map(each => each.person.name)
  const writes = present.some(each => each.writes && each.tab === asks.tab)
  return {
    revision: draft?.revision ?? 0,
    savedAt: draft === null ? null : time(draft.updatedAt),
    savedBy: draft?.updatedBy.name ?? null,
    stage: draft?.stage ?? 'writing',
    closed: draft === null || draft.closedAt === null ? null : draft.sentSeq === null ? 'discarded' : 'sent',
    writes,
    writer:
      writer === undefined
        ? null
        : { name: writer.person.name, since: time(writer.since), isMe: writer.person.id === me },
    readers: [...new Set(readers)],
    ...(draft === null || draft.revision === asks.revision ? {} : { fields: inputsOf(draft) }),
  }
}

/** What stands in the inputs of a draft, by name. */
export const inputsOf = ({ fields, note, line, signal }: DraftText): Record<string, string> => ({
  ...Object.fromEntries(fieldsOf(fields).map(name => [name, fieldText(fields, name)])),
  ...{ note, line, signal, kept: JSON.stringify(fields.kept) },
})
