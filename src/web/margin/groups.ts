import { labelOf, partsOf } from './tokens.ts'

const key = (name: string): string => `desk.margin.${name}`
const most = 80

/** Foldable groups of fields: they remember whether they were open, and say what is in them while they are closed. */
export const installGroups = (): void => {
  for (const group of document.querySelectorAll<HTMLDetailsElement>('details.margin-group')) {
    const name = group.dataset.group ?? ''
    const kept = recall(name)
    // What has an error in it is shown, whatever was remembered.
    if (kept !== null && group.querySelector('.field-wrong') === null) group.open = kept
    group.addEventListener('toggle', () => remember(name, group.open))
    group.addEventListener('input', () => say(group))
    group.addEventListener('change', () => say(group))
    say(group)
  }
}

const say = (group: HTMLDetailsElement): void => {
  const said = group.querySelector<HTMLElement>('.margin-said')
  if (said === null) return
  const fields = group.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('[name]')
  const words = [...fields].flatMap(wordsOf).join(', ')
  said.textContent =
    words === '' ? (said.dataset.nothing ?? '') : words.length > most ? `${words.slice(0, most - 1)}…` : words
}

const wordsOf = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string[] => {
  if (field instanceof HTMLSelectElement)
    return field.value === '' || field.value === 'none' ? [] : [field.selectedOptions[0]?.textContent ?? '']
  if (field instanceof HTMLInputElement && field.type === 'hidden') return []
  if (field instanceof HTMLInputElement && field.type === 'datetime-local')
    return field.value === '' ? [] : [field.value.replace('T', ' ')]
  return partsOf(field.value, field instanceof HTMLTextAreaElement ? 'lines' : 'commas').map(labelOf)
}

const recall = (name: string): boolean | null => {
  try {
    const kept = localStorage.getItem(key(name))
    return kept === null ? null : kept === 'open'
  } catch {
    return null
  }
}

const remember = (name: string, isOpen: boolean): void => {
  try {
    localStorage.setItem(key(name), isOpen ? 'open' : 'closed')
  } catch {
    // A browser that keeps nothing.
  }
}
