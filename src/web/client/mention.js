/** Names after an `@` in a note, completed from the people of the agency; without it they are typed. */
const most = 6

/** @param {string} text */
const folded = text =>
  text
    .toLocaleLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('ı', 'i')

/** @param {HTMLTextAreaElement} field @param {string[]} names */
const complete = (field, names) => {
  const list = document.createElement('ul')
  list.className = 'mention-list'
  list.id = `${field.id}-people`
  list.setAttribute('role', 'listbox')
  list.hidden = true
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-autocomplete', 'list')
  field.after(list)
  let chosen = 0
  /** @type {string[]} */
  let found = []

  const close = () => {
    list.hidden = true
    field.removeAttribute('aria-activedescendant')
  }
  const begun = () => /(?:^|\s)@([^@\n]{0,60})$/u.exec(field.value.slice(0, field.selectionStart))?.[1]
  const draw = () => {
    list.replaceChildren(
      ...found.map((name, i) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${i}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', String(i === chosen))
        option.textContent = name
        option.addEventListener('mousedown', event => {
          event.preventDefault()
          put(name)
        })
        return option
      }),
    )
    list.hidden = found.length === 0
    if (list.hidden) close()
    else field.setAttribute('aria-activedescendant', `${list.id}-${chosen}`)
  }
  const look = () => {
    const typed = begun()
    found = typed === undefined ? [] : names.filter(name => folded(name).startsWith(folded(typed))).slice(0, most)
    if (found.length === 1 && found[0] === typed) found = []
    chosen = 0
    draw()
  }
  /** @param {string} name */
  const put = name => {
    const at = field.selectionStart - (begun() ?? '').length
    field.setRangeText(`${name} `, at, field.selectionStart, 'end')
    close()
  }
  field.addEventListener('input', look)
  field.addEventListener('blur', close)
  field.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing) return
    const name = found[chosen]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length
      draw()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && name !== undefined && !event.ctrlKey && !event.metaKey)
      put(name)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
}

for (const form of document.querySelectorAll('[data-mentions]')) {
  const field = form.querySelector('textarea')
  if (field !== null && form instanceof HTMLElement) complete(field, JSON.parse(form.dataset.mentions ?? '[]'))
}
