import { type Device, type Inputs, openDevice } from './device.ts'
import type { Now } from './door.ts'
import { followDraft } from './follow.ts'
import { readInputs, setReading, writeInputs } from './form-inputs.ts'
import { sendLeftovers } from './leftovers.ts'
import { merge, says } from './merge.ts'
import { createNotes, makeLink, readingNote, say, type Texts } from './notes.ts'
import { createSaver, type SaveState } from './saver.ts'
import { makeButton } from './tray.ts'

/** A page on which a draft is written: it saves by itself, tells who else is there, and follows whoever writes. */
export const openDraftPage = async (form: HTMLFormElement): Promise<void> => {
  const { draft: id = '', person = '' } = form.dataset
  const texts: Texts = JSON.parse(form.dataset.texts ?? '{}')
  const band = form.querySelector<HTMLElement>('[data-draft-note]')
  const status = form.querySelector<HTMLElement>('[data-draft-state]')
  const readers = form.querySelector<HTMLElement>('[data-draft-readers]')
  const revision = form.elements.namedItem('revision')
  if (band === null || status === null || !(revision instanceof HTMLInputElement)) return
  const address = `/desk/drafts/${id}`
  const tab = crypto.randomUUID()
  const notes = createNotes(band)
  const base = { revision: Number(revision.value) || 0, fields: readInputs(form) }
  const device = await openDevice().catch(() => null)
  let isWriting: boolean | null = null
  /** Somebody has taken over from this page. */
  let isTaken = false
  /** What was typed then is put aside. */
  let hasAside = false
  let isSubmitting = false
  let savedAt = ''

  const drawState = (state: SaveState, why = '') => {
    const words = {
      saved: savedAt === '' ? say(texts, 'unsaved') : say(texts, 'savedAt', { time: savedAt }),
      saving: say(texts, 'saving'),
      offline: say(texts, device === null ? 'undevice' : 'offline'),
      failed: say(texts, 'failed'),
      ...{ 'signed-out': say(texts, 'kept'), other: say(texts, 'kept'), conflict: say(texts, 'kept') },
      refused: say(texts, 'refused', { why }),
    }
    status.textContent = words[state]
    status.dataset.draftState = state
    if (state === 'signed-out')
      notes.show({
        text: say(texts, 'signedOut'),
        isUrgent: true,
        acts: [makeLink(say(texts, 'signIn'), '/desk/sign-in', true)],
      })
    else if (state === 'other') notes.show({ text: say(texts, 'other'), isUrgent: true })
    else if (state === 'saved' && isWriting === true && band.dataset.keep === undefined) notes.clear()
  }

  const show = (note: Parameters<typeof notes.show>[0], isKept = false) => {
    if (isKept) band.dataset.keep = ''
    else delete band.dataset.keep
    notes.show(note)
  }

  const saver = createSaver({
    ...{ id, person, tab, device, base },
    read: () => readInputs(form),
    write: fields => writeInputs(form, fields),
    onState: drawState,
    onNow: (now, { isAside, conflicts, merged }) => {
      drawNow(now, isAside)
      const name = now.savedBy ?? ''
      if (conflicts !== undefined) show({ ...conflictNote(name, conflicts), isUrgent: true }, true)
      if (merged !== undefined && merged.length > 0)
        show({ text: say(texts, 'merged', { name, fields: labelsOf(form, merged) }) }, true)
    },
  })

  const conflictNote = (name: string, fields: readonly string[]) => ({
    text: say(texts, 'conflict', { name, fields: labelsOf(form, fields) }),
    // The page that compares is what answers a save over an old revision.
    acts: [makeButton(say(texts, 'conflictSee'), () => submitAs('save'), 'button-plain')],
  })

  const drawNow = (now: Now, isAside = false) => {
    if (now.savedAt !== null) savedAt = now.savedAt
    if (readers !== null) {
      readers.textContent = now.readers.length === 0 ? '' : say(texts, 'also', { names: now.readers.join(', ') })
    }
    if (location.pathname === '/desk/new' && now.revision > 0) history.replaceState(null, '', address)
    if (now.closed !== null || now.stage === 'scheduled') return close(now)
    if (now.writes) return write(now)
    return read(now, isAside)
  }

  /** This tab writes. */
  const write = (now: Now) => {
    if (isWriting === false) {
      if (now.fields !== undefined) take(now.revision, now.fields)
      setReading(form, false)
      saver.setPaused(false)
      notes.clear()
      drawState('saved')
    }
    isWriting = true
    isTaken = false
    hasAside = false
    revision.value = String(saver.revision())
  }

  /** Another tab writes; what was typed here and is not saved goes aside before the text of the other is shown. */
  const read = (now: Now, isAside: boolean) => {
    if (now.writer === null) {
      // Nobody does: the lease had run out, as in a page that nobody looked at.
      void follow.claim()
      return
    }
    isTaken = isTaken || isWriting === true
    hasAside = hasAside || isAside
    isWriting = false
    setReading(form, true)
    if (!isAside && saver.isDirty()) {
      void saver.flush(true)
      return
    }
    saver.setPaused(true)
    if (now.fields !== undefined) take(now.revision, now.fields)
    drawState('saved')
    const note = readingNote(texts, now, () => void follow.takeOver())
    if (!isTaken && !hasAside) {
      if (band.dataset.keep === undefined) show(note)
      return
    }
    const { name, since } = now.writer
    const text = [
      isTaken ? say(texts, 'takenOver', { name, time: since }) : note.text,
      ...(hasAside ? [say(texts, 'aside')] : []),
    ].join(' ')
    const see = hasAside ? [makeLink(say(texts, 'asideSee'), `${address}/texts`)] : []
    show({ text, acts: [...see, ...(note.acts ?? [])], isUrgent: true }, true)
  }

  const take = (next: number, fields: Inputs) => {
    writeInputs(form, fields)
    saver.rebase(next, readInputs(form))
    revision.value = String(next)
  }

  const close = (now: Now) => {
    isWriting = false
    setReading(form, true)
    saver.setPaused(true)
    if (now.fields !== undefined && !saver.isDirty()) take(now.revision, now.fields)
    const see = makeLink(say(texts, 'asideSee'), now.closed === null ? address : `${address}/texts`)
    show({ text: say(texts, now.closed ?? 'scheduled'), acts: now.closed === null ? [] : [see], isUrgent: true }, true)
  }

  const follow = followDraft({ address, tab, revision: saver.revision, onNow: now => drawNow(now) })

  const submitAs = (act: string) => {
    const does = form.elements.namedItem('do')
    const input = does instanceof RadioNodeList ? does[0] : does
    if (input instanceof HTMLInputElement) input.value = act
    isSubmitting = true
    form.requestSubmit()
  }

  form.dataset.unsaved = '^(focus[XY]|crop-)'
  form.addEventListener('input', () => saver.changed())
  form.addEventListener('change', () => saver.changed())
  form.addEventListener('submit', event => {
    if (isSubmitting || isWriting === false) return
    event.preventDefault()
    const goOn = () => {
      isSubmitting = true
      revision.value = String(saver.revision())
      form.requestSubmit(event.submitter instanceof HTMLButtonElement ? event.submitter : null)
    }
    const patience = new Promise(resolve => setTimeout(resolve, 3_000))
    // A form that is asked again while this event is still on its way does nothing (HTML Living Standard, requestSubmit).
    void Promise.race([saver.flush(), patience]).then(() => setTimeout(goOn))
  })
  window.addEventListener('pagehide', () => {
    if (!isSubmitting) saver.leave()
    follow.leave()
  })
  window.addEventListener('pageshow', event => event.persisted && location.reload())

  await putIn(form, { id, person, device, base }, { texts, show, rebase: saver.rebase })
  await follow.claim()
  saver.changed()
  if (device !== null) await sendLeftovers(device, { person, id }).catch(() => {})
}

interface PutIn {
  readonly texts: Texts
  readonly show: (note: { text: string }, isKept: boolean) => void
  readonly rebase: (revision: number, fields: Inputs) => void
}

/** A text on this device that the server does not have is put in; where both have moved on, field by field, and the server says so if that cannot be. */
const putIn = async (
  form: HTMLFormElement,
  {
    id,
    person,
    device,
    base,
  }: { id: string; person: string; device: Device | null; base: { revision: number; fields: Inputs } },
  { texts, show, rebase }: PutIn,
): Promise<void> => {
  const kept = (await device?.read(id)) ?? null
  if (kept === null || kept.person !== person) return
  const server = base.fields
  if (says(kept.fields, server)) return device?.forget(id)
  const isKnown = kept.base.revision === base.revision || kept.sent.some(each => says(each, server))
  if (isKnown) writeInputs(form, kept.fields)
  else {
    const merged = merge(kept.base.fields, kept.fields, server)
    // The save that follows is refused, and both texts are shown.
    if (merged.conflicts.length > 0) rebase(kept.base.revision, kept.base.fields)
    writeInputs(form, merged.fields)
  }
  const time = new Date(kept.at).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
  })
  show({ text: say(texts, 'device', { time }) }, true)
}

/** Fields as the form calls them. */
const labelsOf = (form: HTMLFormElement, names: readonly string[]): string =>
  names
    .map(name => form.querySelector(`label[for="field-${name}"]`)?.firstChild?.textContent?.trim() ?? name)
    .join(', ')
