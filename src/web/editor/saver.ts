import type { Device, Inputs } from './device.ts'
import { type Answer, askAtDoor, type Now, postDraft } from './door.ts'
import { isSame, merge, says } from './merge.ts'

/** How far the text has got. */
export type SaveState = 'saved' | 'saving' | 'offline' | 'failed' | 'signed-out' | 'other' | 'refused' | 'conflict'

interface SaverProps {
  readonly id: string
  readonly person: string
  readonly tab: string
  /** Null: this browser keeps nothing. */
  readonly device: Device | null
  readonly base: { readonly revision: number; readonly fields: Inputs }
  readonly read: () => Inputs
  readonly write: (fields: Inputs) => void
  readonly onState: (state: SaveState, why?: string) => void
  /** The draft as the server has it now, after every answer. */
  readonly onNow: (
    now: Now,
    outcome: {
      readonly isAside?: boolean
      readonly conflicts?: readonly string[]
      readonly merged?: readonly string[]
    },
  ) => void
}

export interface Saver {
  /** Something was typed. */
  changed(): void
  /** Saves what there is to save. @returns whether the server has everything */
  flush(isLast?: boolean): Promise<boolean>
  /** The text of the draft is now this one, by somebody else's hand. */
  rebase(revision: number, fields: Inputs): void
  /** Nobody types here any more, or again. */
  setPaused(isPaused: boolean): void
  /** As the page goes away. */
  leave(): void
  readonly revision: () => number
  readonly isDirty: () => boolean
}

const pauseMs = 400
const mostMs = 1_000
const slowestMs = 10_000
const doorMs = 5_000

/** Saves a form by itself: at once on this device, and to the server as soon as typing pauses and at the latest every second. Without a connection it
 *  goes on trying; nothing is ever taken from the device before the server has it. */
export const createSaver = (props: SaverProps): Saver => {
  const { id, person, tab, device, read, write, onState, onNow } = props
  const address = `/desk/drafts/${id}`
  let { base } = props
  /** Sent, and never answered. */
  let sent: Inputs[] = []
  let flight: Promise<void> | null = null
  let isPaused = false
  let failures = 0
  let dirtySince = 0
  let startedAt = 0
  let timer = 0
  let keeping = false
  let keepAgain = false

  const isDirty = () => !isSame(read(), base.fields)

  const keep = async (): Promise<void> => {
    if (device === null) return
    if (keeping) {
      keepAgain = true
      return
    }
    keeping = true
    try {
      const fields = read()
      if (isSame(fields, base.fields)) await device.forget(id)
      else await device.write({ id, person, at: Date.now(), base, sent, fields })
    } finally {
      keeping = false
    }
    if (!keepAgain) return
    keepAgain = false
    await keep()
  }

  const schedule = (inMs: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void send(), Math.max(0, inMs))
  }

  const send = (isLast = false): Promise<void> => {
    flight ??= sendOnce(isLast).finally(() => {
      flight = null
    })
    return flight
  }

  const sendOnce = async (isLast: boolean): Promise<void> => {
    const fields = read()
    if (isPaused || isSame(fields, base.fields)) return
    clearTimeout(timer)
    if (failures === 0) onState('saving')
    startedAt = Date.now()
    sent = [...sent.slice(-3), fields]
    const { revision } = base
    await settle(fields, await postDraft(address, 'autosave', { tab, revision, fields, isLast }))
  }

  const settle = async (fields: Inputs, answer: Answer): Promise<void> => {
    if (answer.kind === 'ok') return taken(fields, answer.now)
    if (answer.kind === 'moved') return moved(answer.now, answer.isAside)
    if (answer.kind === 'signed-out') return wait('signed-out')
    if (answer.kind === 'refused') {
      onState('refused', answer.why)
      return
    }
    failures += 1
    onState(answer.isReached ? 'failed' : 'offline')
    schedule(Math.min(slowestMs, 500 * 2 ** failures) * (0.75 + Math.random() / 2))
  }

  const taken = async (fields: Inputs, now: Now): Promise<void> => {
    rebase(now.revision, fields)
    onNow(now, {})
    if (isDirty()) schedule(startedAt + mostMs - Date.now())
    else onState('saved')
    await keep()
  }

  const moved = async (now: Now, isAside: boolean): Promise<void> => {
    const theirs = now.fields ?? {}
    const mine = sent.find(each => says(each, theirs))
    if (isAside) {
      isPaused = true
      await device?.forget(id)
      // The server has it, beside the draft or in it.
      rebase(now.revision, read())
      onNow(now, { isAside: mine === undefined })
      return
    }
    if (mine !== undefined) {
      // It had been taken; only the answer was lost.
      rebase(now.revision, mine)
      onNow(now, {})
      return again()
    }
    const merged = merge(base.fields, read(), theirs)
    if (merged.conflicts.length > 0) {
      isPaused = true
      onState('conflict')
      onNow(now, { conflicts: merged.conflicts })
      return
    }
    rebase(now.revision, { ...base.fields, ...theirs })
    write(merged.fields)
    onNow(now, { merged: merged.theirs })
    return again()
  }

  const again = async (): Promise<void> => {
    await keep()
    if (isDirty()) schedule(0)
    else onState('saved')
  }

  /** Until the same person is signed in again, in whatever tab. */
  const wait = async (state: 'signed-out' | 'other'): Promise<void> => {
    onState(state)
    window.setTimeout(async () => {
      const who = await askAtDoor(address)
      if (who === person) schedule(0)
      else void wait(who === null ? 'signed-out' : 'other')
    }, doorMs)
  }

  const rebase = (revision: number, fields: Inputs) => {
    base = { revision, fields }
    sent = []
    failures = 0
    dirtySince = 0
  }

  window.addEventListener('online', () => isDirty() && schedule(0))
  return {
    changed() {
      void keep().catch(() => {})
      if (isPaused || flight !== null || !isDirty()) return
      const now = Date.now()
      if (dirtySince === 0) dirtySince = now
      if (failures === 0) schedule(Math.min(pauseMs, dirtySince + mostMs - now))
    },
    async flush(isLast = false) {
      if (flight !== null) await flight
      if (!isPaused && isDirty()) await send(isLast)
      return !isDirty()
    },
    rebase,
    setPaused(paused) {
      isPaused = paused
      if (!paused && isDirty()) schedule(0)
    },
    leave() {
      const fields = read()
      const body = { tab, revision: base.revision, fields, isLast: true }
      if (!isPaused && !isSame(fields, base.fields)) void postDraft(address, 'autosave', body, true)
    },
    revision: () => base.revision,
    isDirty,
  }
}
