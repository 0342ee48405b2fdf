import type { Offered } from './listbox.ts'
import type { SuggestField } from './suggest-field.ts'

interface Margin {
  readonly reach: string
  readonly summary: string
  readonly clock: string
  /** How many get it. */
  readonly said: string
  readonly pictures: string
  readonly proposals: Readonly<Record<string, readonly Offered[]>>
}

const waitMs = 1_200

/** `<margin-live src="…">` in the form of a story: asks a moment after the last change who would get it, how the public would see it and what it could be
 *  filed under, and shows that at `margin-reach`, `margin-summary` and so on. */
export class MarginLive extends HTMLElement {
  #timer = 0
  #asked: AbortController | null = null
  #typed = ''

  connectedCallback(): void {
    const form = this.closest('form')
    if (form === null) return
    const later = () => this.#later(waitMs)
    form.addEventListener('input', later)
    form.addEventListener('change', later)
    form.addEventListener('story-change', later)
    form.addEventListener('click', event => this.#takeSummary(event))
    this.#later(0)
    this.#showButton()
  }

  #later(afterMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#ask(), afterMs)
  }

  async #ask(): Promise<void> {
    const form = this.closest('form')
    if (form === null || !this.isConnected) return
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'do')
    const body = new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))
    if (String(body) === this.#typed) return
    this.#asked?.abort()
    const asked = new AbortController()
    this.#asked = asked
    try {
      const answer = await fetch(this.getAttribute('src') ?? '', { method: 'POST', body, signal: asked.signal })
      if (!answer.ok) return
      this.#show((await answer.json()) as Margin)
      this.#typed = String(body)
    } catch {
      // The line is down: what is shown stays until the next change.
    }
  }

  #show({ proposals, ...parts }: Margin): void {
    for (const [name, html] of Object.entries(parts)) {
      const place = document.getElementById(`margin-${name}`)
      // Whoever writes in it is not disturbed.
      if (place !== null && place.dataset.html !== html && !place.contains(document.activeElement)) {
        place.innerHTML = html
        place.dataset.html = html
      }
    }
    for (const field of document.querySelectorAll<SuggestField>('suggest-field')) {
      const offered = proposals[field.getAttribute('field') ?? '']
      if (offered !== undefined) field.offer(offered)
    }
    this.#showButton()
  }

  #showButton(): void {
    for (const back of document.querySelectorAll<HTMLElement>('.picture-back')) back.hidden = false
    const field = this.#summary()
    for (const take of document.querySelectorAll<HTMLElement>('.summary-take'))
      take.hidden = field === null || take.dataset.summary === field.value.trim()
  }

  #summary(): HTMLTextAreaElement | null {
    return this.closest('form')?.querySelector<HTMLTextAreaElement>('textarea[name=summary]') ?? null
  }

  #takeSummary(event: Event): void {
    const take = event.target instanceof Element ? event.target.closest<HTMLElement>('.summary-take') : null
    const field = this.#summary()
    if (take === null || field === null) return
    // By the browser, so that Ctrl+Z brings back what was there.
    field.focus()
    field.select()
    if (!document.execCommand('insertText', false, take.dataset.summary ?? '')) field.value = take.dataset.summary ?? ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
