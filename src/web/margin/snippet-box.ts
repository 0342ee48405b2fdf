import type { StoryEditor } from '../editor/story-editor.ts'
import { createListbox, type Offered } from './listbox.ts'

const waitMs = 120

/** `<snippet-box>` around a labelled input: standing background by its name, put into the text where the cursor is. */
export class SnippetBox extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input')
    const form = this.closest('form')
    if (input === null || form === null || input.getAttribute('role') === 'combobox') return
    const put = ({ value }: Offered) => {
      input.value = ''
      listbox.close()
      form.querySelector<StoryEditor>('story-editor')?.insertText(value)
    }
    const listbox = createListbox(input, this.querySelector('label')?.textContent ?? '', put)
    input.after(listbox.list)
    const none = this.querySelector<HTMLElement>('.snippet-none')
    let timer = 0
    const ask = async () => {
      const language = form.querySelector<HTMLSelectElement>('select[name=language]')?.value ?? ''
      const query = new URLSearchParams({ q: input.value.trim(), language })
      const answer = await fetch(`/desk/snippets?${query}`).catch(() => null)
      if (answer?.ok !== true || document.activeElement !== input) return
      const { options } = (await answer.json()) as { options: Offered[] }
      listbox.show(options, '')
      if (none !== null) none.hidden = options.length > 0
    }
    const later = (event: Event) => {
      event.stopPropagation()
      clearTimeout(timer)
      timer = window.setTimeout(() => void ask(), waitMs)
    }
    input.addEventListener('input', later)
    input.addEventListener('focus', later)
    input.addEventListener('blur', () => {
      listbox.close()
      if (none !== null) none.hidden = true
    })
    input.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        listbox.move(event.key === 'ArrowDown' ? 1 : -1)
      } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        const chosen = listbox.active() ?? listbox.first()
        if (chosen !== null) put(chosen)
      } else if (event.key === 'Escape' && listbox.isOpen()) {
        event.preventDefault()
        event.stopPropagation()
        listbox.close()
      }
    })
  }
}
