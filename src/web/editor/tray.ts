/** What stands between tools and text for as long as it is needed: never over the text, closed by Esc. */
export interface Tray {
  readonly dom: HTMLElement
  /** Shows these elements and nothing else, and goes to the first input or button in them. @param onClose once it is closed again */
  open(name: string, parts: readonly HTMLElement[], onClose?: () => void): void
  close(): void
  readonly openName: () => string | null
}

/** @param giveBack where the cursor goes when it closes */
export const createTray = (closeLabel: string, giveBack: () => void): Tray => {
  const dom = document.createElement('div')
  dom.className = 'story-tray'
  dom.hidden = true
  let name: string | null = null
  let closed: (() => void) | undefined
  const close = () => {
    if (name === null) return
    name = null
    dom.hidden = true
    dom.replaceChildren()
    closed?.()
    closed = undefined
    giveBack()
  }
  dom.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  })
  return {
    dom,
    open(next, parts, onClose) {
      closed?.()
      closed = onClose
      name = next
      dom.replaceChildren(...parts, makeButton(closeLabel, close, 'story-close'))
      dom.hidden = false
      const first = dom.querySelector<HTMLElement>('input, button')
      first?.focus()
      if (first instanceof HTMLInputElement) first.select()
    },
    close,
    openName: () => name,
  }
}

/** A button that says what it does. */
export const makeButton = (label: string, act: () => void, name = ''): HTMLButtonElement => {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `button button-quiet ${name}`.trim()
  button.textContent = label
  button.addEventListener('click', act)
  return button
}

/** A labelled input that is no part of the form. @param onEnter what Enter does */
export const makeInput = (label: string, value: string, onEnter: (isBack: boolean) => void) => {
  const frame = document.createElement('label')
  frame.className = 'story-field'
  const input = document.createElement('input')
  input.className = 'input'
  input.value = value
  input.dir = 'auto'
  input.autocomplete = 'off'
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing) return
    // It would send the form around it.
    event.preventDefault()
    event.stopPropagation()
    onEnter(event.shiftKey)
  })
  // What is typed here changes nothing in the draft.
  input.addEventListener('input', event => event.stopPropagation())
  frame.append(label, input)
  return { frame, input }
}
