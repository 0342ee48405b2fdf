import type { Now } from './door.ts'
import { makeButton } from './tray.ts'

/** What the page says of the draft, by the last part of its key `desk.draft.…`. */
export type Texts = Readonly<Record<string, string>>

/** A sentence with its values. */
export const say = (texts: Texts, name: string, values: Readonly<Record<string, string>> = {}): string =>
  (texts[name] ?? '').replace(/\{(\w+)\}/gu, (_, key: string) => values[key] ?? '')

interface Note {
  readonly text: string
  readonly acts?: readonly HTMLElement[]
  /** Something is to be decided. */
  readonly isUrgent?: boolean
}

/** The band above the columns: one sentence at a time, told to those who listen when it changes. */
export const createNotes = (band: HTMLElement) => {
  let shown = ''
  return {
    show({ text, acts = [], isUrgent = false }: Note) {
      if (text === shown) return
      shown = text
      const words = document.createElement('p')
      words.textContent = text
      band.replaceChildren(words, ...acts)
      band.toggleAttribute('data-urgent', isUrgent)
      band.hidden = false
    },
    clear() {
      shown = ''
      band.hidden = true
      band.replaceChildren()
    },
  }
}

/** A link that looks like a button. */
export const makeLink = (label: string, href: string, isNewTab = false): HTMLAnchorElement => {
  const link = document.createElement('a')
  link.className = 'button button-plain'
  link.href = href
  link.textContent = label
  if (isNewTab) link.target = '_blank'
  return link
}

/** That somebody else writes, and how to write oneself. */
export const readingNote = (texts: Texts, now: Now, takeOver: () => void): Note => {
  const { name = '', since = '', isMe = false } = now.writer ?? {}
  const button = makeButton(say(texts, 'takeOver'), takeOver, 'button-plain')
  button.dataset.always = ''
  return { text: say(texts, isMe ? 'writesMe' : 'writes', { name, time: since }), acts: [button] }
}
