import { announce } from '../client/announce.js'
import { createListbox, type Listbox, type Offered } from './listbox.ts'
import { codeOf, joinParts, labelOf, type Parting, partsOf } from './tokens.ts'

interface Texts {
  readonly suggested: string
  readonly add: string
  readonly remove: string
  readonly none: string
  readonly added: string
  readonly removed: string
}

const waitMs = 120

/**
 * `<suggest-field field="…" parting="lines|commas|one" fixed texts="…" labels="…">` around a labelled field of several parts: shows them as tokens with an
 * input that completes what is typed from `/desk/suggest`. The field stays in the form and is what is sent. Enter takes the marked suggestion, or what is
 * typed; of a `fixed` list the first. `offer(options)` shows what was found in the story.
 */
export class SuggestField extends HTMLElement {
  #area: HTMLTextAreaElement | HTMLInputElement | null = null
  #texts: Partial<Texts> = {}
  #labels = new Map<string, string>()
  #offered: readonly Offered[] = []
  #parting: Parting = 'lines'
  readonly #input = document.createElement('input')
  readonly #tokens = document.createElement('ul')
  readonly #found = document.createElement('p')
  #list: Listbox | null = null
  #timer = 0
  #asked: AbortController | null = null

  connectedCallback(): void {
    const area = this.querySelector<HTMLTextAreaElement | HTMLInputElement>('textarea, input')
    if (area === null || this.#area !== null) return
    this.#area = area
    this.#texts = JSON.parse(this.getAttribute('texts') ?? '{}')
    this.#labels = new Map(Object.entries(JSON.parse(this.getAttribute('labels') ?? '{}')))
    const parting = this.getAttribute('parting')
    this.#parting = parting === 'commas' || parting === 'one' ? parting : 'lines'
    const { id } = area
    area.id = `${id}-lines`
    area.hidden = true
    Object.assign(this.#input, {
      id,
      type: 'text',
      className: 'input suggest-input',
      autocomplete: 'off',
      spellcheck: false,
    })
    this.#input.dir = 'auto'
    // How it is typed without tokens.
    const hint = this.querySelector('.field-hint')
    if (hint !== null)
      area.setAttribute('aria-describedby', (area.getAttribute('aria-describedby') ?? '').replace(hint.id, '').trim())
    hint?.remove()
    for (const name of ['aria-describedby', 'aria-invalid', 'lang']) {
      const value = area.getAttribute(name)
      if (value) this.#input.setAttribute(name, value)
    }
    this.#tokens.className = 'tokens'
    this.#found.className = 'suggest-found'
    const name = this.querySelector('label')?.textContent ?? ''
    const list = createListbox(this.#input, name, option => this.#pick(option))
    this.#list = list
    const box = document.createElement('div')
    box.className = 'suggest-box'
    box.append(this.#input, list.list)
    area.after(this.#tokens, box, this.#found)
    this.#listen(area)
    this.#draw()
  }

  /** Shows these below the field, but for what is in it already. */
  offer(options: readonly Offered[]): void {
    this.#offered = options
    for (const { value, label } of options) this.#labels.set(value, label)
    this.#drawFound()
  }

  #listen(area: HTMLElement): void {
    // Another text was put into the form: taken over, restored, saved elsewhere.
    area.addEventListener('input', () => this.#draw())
    this.#input.addEventListener('input', event => {
      event.stopPropagation()
      const { value } = this.#input
      const isParted = this.#parting === 'commas' ? /[,،]\s*$/u.test(value) : /\n/u.test(value)
      if (isParted && value.replace(/[,،\s]+$/u, '') !== '') this.#take(value.replace(/[,،\s]+$/u, ''))
      else this.#ask()
    })
    this.#input.addEventListener('focus', () => this.#ask())
    this.#input.addEventListener('blur', () => {
      this.#list?.close()
      if (this.#input.value.trim() !== '') this.#take(this.#input.value)
    })
    this.#input.addEventListener('keydown', event => this.#press(event))
    this.#input.addEventListener('paste', event => {
      const parts = partsOf(event.clipboardData?.getData('text') ?? '', this.#parting)
      if (parts.length < 2) return
      event.preventDefault()
      this.#set([...this.#parts(), ...parts])
    })
  }

  #press(event: KeyboardEvent): void {
    const list = this.#list
    if (list === null || event.isComposing) return
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (list.isOpen()) list.move(key === 'ArrowDown' ? 1 : -1)
      else this.#ask(0)
    } else if (key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      const typed = this.#input.value.trim()
      const chosen = list.active() ?? (this.hasAttribute('fixed') && typed !== '' ? list.first() : null)
      if (chosen !== null) this.#pick(chosen)
      else if (typed !== '') this.#take(typed)
    } else if (key === 'Escape' && (list.isOpen() || this.#input.value !== '')) {
      event.preventDefault()
      event.stopPropagation()
      if (!list.isOpen()) this.#input.value = ''
      list.close()
    } else if (key === 'Backspace' && this.#input.value === '') {
      const last = this.#parts().at(-1)
      if (last !== undefined) this.#remove(last)
    }
  }

  #parts(): string[] {
    return partsOf(this.#area?.value ?? '', this.#parting)
  }

  #pick({ value, label }: Offered): void {
    this.#labels.set(value, label)
    this.#take(value)
  }

  #take(part: string): void {
    this.#input.value = ''
    this.#list?.close()
    this.#set(this.#parting === 'one' ? [part.trim()] : [...this.#parts(), part.trim()])
    announce((this.#texts.added ?? '{name}').replace('{name}', this.#labelled(part)))
  }

  #remove(part: string): void {
    this.#set(this.#parts().filter(each => each !== part))
    announce((this.#texts.removed ?? '{name}').replace('{name}', this.#labelled(part)))
    this.#input.focus()
  }

  #set(parts: readonly string[]): void {
    if (this.#area === null) return
    this.#area.value = joinParts(parts, this.#parting)
    this.#area.dispatchEvent(new Event('input', { bubbles: true }))
    this.#draw()
  }

  #labelled(part: string): string {
    return this.#labels.get(part) ?? labelOf(part)
  }

  #draw(): void {
    this.#tokens.replaceChildren(...this.#parts().map(part => this.#token(part)))
    this.#tokens.hidden = this.#tokens.childElementCount === 0
    this.#drawFound()
  }

  #token(part: string): HTMLLIElement {
    const row = document.createElement('li')
    row.className = 'token'
    row.title = part
    const name = document.createElement('bdi')
    name.textContent = this.#labelled(part)
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.className = 'token-remove'
    remove.textContent = '×'
    remove.setAttribute('aria-label', (this.#texts.remove ?? '{name}').replace('{name}', this.#labelled(part)))
    remove.addEventListener('click', () => this.#remove(part))
    row.append(name, remove)
    return row
  }

  #free(): Offered[] {
    const codes = new Set(this.#parts().map(codeOf))
    return this.#offered.filter(each => !codes.has(codeOf(each.value)))
  }

  #drawFound(): void {
    const free = this.#free()
    this.#found.hidden = free.length === 0
    this.#found.replaceChildren(
      ...(free.length === 0 ? [] : [`${this.#texts.suggested ?? ''}: `]),
      ...free.map(option => {
        const add = document.createElement('button')
        add.type = 'button'
        add.className = 'suggest-add'
        add.title = option.detail ?? ''
        add.textContent = `+ ${option.label}`
        add.addEventListener('click', () => this.#pick(option))
        return add
      }),
    )
  }

  #ask(afterMs = waitMs): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#fetch(), afterMs)
  }

  async #fetch(): Promise<void> {
    this.#asked?.abort()
    const asked = new AbortController()
    this.#asked = asked
    const q = this.#input.value.trim()
    const field = this.getAttribute('field') ?? ''
    const category = this.closest('form')?.querySelector('select[name=category]')
    const query = new URLSearchParams({ field, q, chosen: this.#parts().map(codeOf).join(',').slice(0, 2_000) })
    if (category instanceof HTMLSelectElement) query.set('category', category.value)
    try {
      const answer = await fetch(`/desk/suggest?${query}`, { signal: asked.signal })
      if (!answer.ok || document.activeElement !== this.#input) return
      const { options } = (await answer.json()) as { options: Offered[] }
      this.#show(q, options)
    } catch {
      // The line is down: what is typed can still be added.
    }
  }

  #show(q: string, options: readonly Offered[]): void {
    const codes = new Set(this.#parts().map(codeOf))
    const found = q === '' ? this.#free().map(each => ({ ...each, isSuggested: true })) : []
    const rest = options.filter(each => !codes.has(codeOf(each.value)) && !found.some(one => one.value === each.value))
    this.#list?.show([...found, ...rest], this.#texts.suggested ?? '')
    if (q !== '' && rest.length === 0) announce(this.#texts.none ?? '')
  }
}
