import type { ItemId } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import { settleDraft } from '../store/draft.ts'
import { type DueDraft, dueDrafts, endSchedule } from '../store/draft-schedule.ts'
import { storedAnswer } from '../store/wire.ts'
import type { Log } from '../telemetry.ts'
import type { Publisher } from '../wire/publish.ts'
import { draftKey, readSending, sendDraft } from '../wire/send-draft.ts'

/** Later than this is told: the server was down, or busy. */
const lateMs = 60_000

/**
 * Sends every draft whose time has come, as it was frozen; after downtime at once. A draft goes out once however many processes try, also where one of
 * them ends between sending and noting it. What the wire refuses is ready again, and whoever scheduled it is told why.
 */
export const sendScheduled = async (publisher: Publisher, log: Log): Promise<void> => {
  for (const due of await dueDrafts(publisher.db, publisher.clock())) {
    try {
      await sendOne(publisher, due, log)
    } catch (error) {
      // One that cannot be sent now does not keep back those after it; it is tried again.
      log.error({ error, draft: due.id }, 'a scheduled draft was not sent; it is tried again')
    }
  }
}

const sendOne = async (publisher: Publisher, { id, sendAt, sending }: DueDraft, log: Log): Promise<void> => {
  const { db } = publisher
  const frozen = readSending(sending)
  try {
    const sent = await sendDraft(publisher, frozen, null)
    const late = sent.at.getTime() - sendAt.getTime()
    log.info(
      { draft: id, seq: sent.seq },
      late > lateMs ? 'a scheduled draft was sent late' : 'a scheduled draft was sent',
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = await storedAnswer(db, draftKey(id))
    if (answer !== null) {
      // Somebody sent it by hand in the same moment.
      const { seq, item } = answer
      await settleDraft(db, { id, revision: frozen.revision, seq, item: item as ItemId })
      return
    }
    const { code, message } = error
    await endSchedule(db, { id, by: null, kind: 'not-sent', sendAt, note: message, code })
    log.warn({ draft: id, code }, 'a scheduled draft was refused; it is ready again')
  }
}
