/** What is offered for a field; see desk/margin/option.ts. */
export interface Offered {
  readonly value: string
  readonly label: string
  readonly detail: string | null
  /** Found in the text. */
  readonly isSuggested?: boolean
}

/** A list below an input, walked by the arrow keys of the input (ARIA: combobox with listbox). */
export interface Listbox {
  readonly list: HTMLUListElement
  isOpen(): boolean
  /** The one that Enter takes. */
  active(): Offered | null
  first(): Offered | null
  /** @param suggested the word for what was found in the text */
  show(options: readonly Offered[], suggested: string): void
  close(): void
  /** @param step 1: down, -1: up */
  move(step: number): void
}

/** @param name what is offered, for screen readers */
export const createListbox = (input: HTMLInputElement, name: string, onPick: (option: Offered) => void): Listbox => {
  const list = document.createElement('ul')
  let shown: readonly Offered[] = []
  let marked = -1
  list.id = `${input.id}-list`
  list.className = 'suggest-list'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', name)
  list.hidden = true
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  // Pressed, not clicked: the input must not lose the focus before.
  list.addEventListener('mousedown', event => {
    event.preventDefault()
    const row = event.target instanceof Element ? event.target.closest('[role=option]') : null
    const option = row === null ? undefined : shown[[...list.children].indexOf(row)]
    if (option !== undefined) onPick(option)
  })
  const mark = (active: number): void => {
    marked = active
    for (const [n, row] of [...list.children].entries()) row.setAttribute('aria-selected', String(n === active))
    const row = list.children[active]
    if (row === undefined) input.removeAttribute('aria-activedescendant')
    else {
      input.setAttribute('aria-activedescendant', row.id)
      row.scrollIntoView({ block: 'nearest' })
    }
  }
  const show = (options: readonly Offered[], suggested: string): void => {
    shown = options
    list.replaceChildren(...options.map((option, n) => rowOf(option, `${list.id}-${n}`, suggested)))
    list.hidden = options.length === 0
    input.setAttribute('aria-expanded', String(options.length > 0))
    mark(-1)
  }
  return {
    list,
    isOpen: () => !list.hidden,
    active: () => shown[marked] ?? null,
    first: () => shown[0] ?? null,
    show,
    close: () => show([], ''),
    move(step) {
      const places = shown.length + 1
      if (places > 1) mark(((marked + 1 + step + places) % places) - 1)
    },
  }
}

const rowOf = ({ label, detail, isSuggested }: Offered, id: string, suggested: string): HTMLLIElement => {
  const row = document.createElement('li')
  row.id = id
  row.setAttribute('role', 'option')
  row.setAttribute('aria-selected', 'false')
  const name = document.createElement('bdi')
  name.textContent = label
  row.append(name)
  const more = [isSuggested ? suggested : null, detail].filter(each => each !== null).join(' · ')
  if (more !== '') {
    const small = document.createElement('bdi')
    small.className = 'suggest-detail'
    small.textContent = more
    row.append(' ', small)
  }
  return row
}
