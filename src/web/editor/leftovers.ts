import type { Device, Kept } from './device.ts'
import { postDraft } from './door.ts'

/** Younger ones are somebody's who is typing in another tab. */
const quietMs = 20_000

/** Sends texts of other drafts that were left on this device, as by a browser that was killed without a connection. What does not fit any more the
 *  server puts aside. */
export const sendLeftovers = async (device: Device, { person, id }: { person: string; id: string }): Promise<void> => {
  const left = (await device.all()).filter(
    each => each.person === person && each.id !== id && Date.now() - each.at > quietMs,
  )
  for (const each of left) if (await sendOne(each)) await device.forget(each.id)
}

const sendOne = async ({ id, base, fields }: Kept): Promise<boolean> => {
  const body = { tab: crypto.randomUUID(), revision: base.revision, fields, isLast: true }
  const address = `/desk/drafts/${id}`
  const answer = await postDraft(address, 'autosave', body)
  if (answer.kind === 'ok') await postDraft(address, 'leave', { tab: body.tab, revision: 0 })
  return answer.kind === 'ok' || (answer.kind === 'moved' && answer.isAside)
}
