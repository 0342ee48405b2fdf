import { hintKey, styleHints } from '../../domain/house-style.ts'
import type { StyleHint, StyleRule, StyleText } from '../../domain/style-hint.ts'
import type { StoryEditor } from '../editor/story-editor.ts'
import { labelOf, partsOf } from './tokens.ts'

interface Texts {
  readonly rules: Readonly<Record<StyleRule, string>>
  readonly none: string
  readonly dismiss: string
}

const waitMs = 500
const mostShown = 30

/**
 * `<style-hints texts="…">` around a list and the hidden input `dismissed`: what the house style says of the story while it is written. Each hint leads to
 * its place and can be set aside for this draft.
 */
export class StyleHints extends HTMLElement {
  #texts: Texts | null = null
  #timer = 0
  #list: HTMLElement | null = null
  #shown = ''

  connectedCallback(): void {
    this.#texts = JSON.parse(this.getAttribute('texts') ?? 'null')
    this.#list = this.querySelector('.style-list')
    const form = this.closest('form')
    if (form === null || this.#texts === null || this.#list === null) return
    const later = () => {
      clearTimeout(this.#timer)
      this.#timer = window.setTimeout(() => this.#draw(), waitMs)
    }
    form.addEventListener('input', later)
    form.addEventListener('change', later)
    form.addEventListener('story-change', later)
    later()
  }

  #editor(): StoryEditor | null {
    return this.closest('form')?.querySelector<StoryEditor>('story-editor') ?? null
  }

  #field(name: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null {
    return this.closest('form')?.querySelector(`[name="${name}"]`) ?? null
  }

  #story(): StyleText {
    const value = (name: string) => this.#field(name)?.value ?? ''
    const names = ['people', 'organisations', 'places'].flatMap(name => partsOf(value(name), 'lines').map(labelOf))
    return {
      language: (['en', 'tr', 'ar'] as const).find(code => code === value('language')) ?? 'en',
      ...{ headline: value('headline'), deck: value('deck'), dateline: value('dateline'), bylines: value('bylines') },
      ...{ body: this.#editor()?.text ?? value('body'), names },
    }
  }

  #draw(): void {
    const story = this.#story()
    const aside = new Set(partsOf(this.#field('dismissed')?.value ?? '', 'lines'))
    const hints = styleHints(story).filter(hint => !aside.has(hintKey(hint, story[hint.field])))
    const inBody = hints.filter(({ field }) => field === 'body')
    this.#editor()?.markHints(inBody.map(hint => ({ ...hint, kind: 'style', message: this.#message(hint) })))
    // A list that is drawn anew loses the focus: only what has changed is.
    const shown = JSON.stringify(hints.map(hint => [hintKey(hint, story[hint.field]), hint.from, hint.to]))
    if (shown === this.#shown) return
    this.#shown = shown
    this.#list?.replaceChildren(...hints.slice(0, mostShown).map(hint => this.#row(hint, story)))
    const none = this.querySelector<HTMLElement>('.style-none')
    if (none !== null) none.hidden = hints.length > 0
    const count = this.querySelector('.style-count')
    if (count !== null) count.textContent = hints.length === 0 ? '' : String(hints.length)
  }

  #message({ rule, values }: StyleHint): string {
    return (this.#texts?.rules[rule] ?? rule).replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''))
  }

  #row(hint: StyleHint, story: StyleText): HTMLLIElement {
    const row = document.createElement('li')
    row.className = 'style-hint'
    const go = document.createElement('button')
    go.type = 'button'
    go.className = 'style-goto'
    go.textContent = this.#message(hint)
    const words = document.createElement('bdi')
    words.className = 'style-words'
    words.textContent = hint.to > hint.from ? `“${story[hint.field].slice(hint.from, hint.to).slice(0, 40)}”` : ''
    go.append(' ', words)
    go.addEventListener('click', () => this.#go(hint))
    const aside = document.createElement('button')
    aside.type = 'button'
    aside.className = 'style-aside'
    aside.textContent = '×'
    aside.setAttribute('aria-label', `${this.#texts?.dismiss ?? ''}: ${this.#message(hint)}`)
    aside.addEventListener('click', () => this.#dismiss(hintKey(hint, story[hint.field])))
    row.append(go, aside)
    return row
  }

  #go({ field, from, to }: StyleHint): void {
    const editor = this.#editor()
    if (field === 'body' && editor !== null) {
      editor.select(from, to)
      return
    }
    const input = this.#field(field)
    input?.focus()
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.setSelectionRange(from, to)
  }

  #dismiss(key: string): void {
    const input = this.#field('dismissed')
    if (input === null) return
    input.value = [...new Set([...partsOf(input.value, 'lines'), key])].join('\n')
    input.dispatchEvent(new Event('input', { bubbles: true }))
    this.#draw()
    this.querySelector<HTMLElement>('.style-goto, summary')?.focus()
  }
}
