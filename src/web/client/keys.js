const storageKey = 'dateline-keys'
const sequenceMs = 1_500

/** Keys of the page: those that links, buttons and inputs name in `data-key`, `j k` over rows, `?` for the list, Esc back. */
export const installKeys = () => {
  let prefix = ''
  let forget = 0
  listKeys()
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'k') return command(event)
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return goBack(event)
    if (isWriting(event.target) || document.querySelector('dialog:modal') !== null || !isEnabled()) return
    const keys = prefix + event.key
    clearTimeout(forget)
    prefix = ''
    if (press(keys) || step(event.key) || help(event.key)) {
      event.preventDefault()
    } else if (begins(`${keys} `)) {
      prefix = `${keys} `
      forget = window.setTimeout(() => {
        prefix = ''
      }, sequenceMs)
    }
  })
}

const isEnabled = () => localStorage.getItem(storageKey) !== 'off'

/** @param {EventTarget | null} target */
const isWriting = target =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit])'))

/** @returns {HTMLElement[]} */
const keyed = () => [...document.querySelectorAll('[data-key]')].filter(each => each instanceof HTMLElement)

/** @param {string} start */
const begins = start => keyed().some(each => each.dataset.key?.startsWith(start))

/** @param {string} keys */
const press = keys => {
  const target = keyed().find(each => each.dataset.key === keys && each.closest('[inert]') === null)
  if (target === undefined) return false
  if (target.matches('input, textarea, select')) {
    target.focus()
    if (target instanceof HTMLInputElement) target.select()
  } else target.click()
  return true
}

/** @param {string} key */
const step = key => {
  if (key !== 'j' && key !== 'k') return false
  const rows = [...document.querySelectorAll('[data-row]')].filter(each => each instanceof HTMLElement)
  const at = rows.findIndex(row => row.matches(':focus'))
  const start = at === -1 ? rows.findIndex(row => row.getAttribute('aria-current') === 'true') : at
  const next = rows[start === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, start + (key === 'j' ? 1 : -1)))]
  next?.focus({ preventScroll: true })
  next?.closest('li')?.scrollIntoView({ block: 'nearest' })
  return true
}

/** @param {string} key */
const help = key => {
  const dialog = document.getElementById('keys')
  if (key !== '?' || !(dialog instanceof HTMLDialogElement)) return false
  dialog.showModal()
  return true
}

/** The palette where the page has one, else its search. @param {KeyboardEvent} event */
const command = event => {
  const source = document.getElementById('palette')?.dataset.src
  if (source !== undefined) {
    event.preventDefault()
    import(source).then(({ openPalette }) => openPalette())
    return
  }
  if (press('/')) event.preventDefault()
}

/** Esc leaves what is open: a menu, a field, then the page by its way back. @param {KeyboardEvent} event */
const goBack = event => {
  if (document.querySelector('dialog:modal') !== null) return
  const menu = document.querySelector('details.menu[open]')
  if (menu !== null) {
    menu.removeAttribute('open')
    menu.querySelector('summary')?.focus()
  } else if (isWriting(event.target) && event.target instanceof HTMLElement) {
    event.target.blur()
  } else {
    const ways = [...document.querySelectorAll('[data-esc]')]
    const way = ways.at(-1)
    if (way instanceof HTMLElement) way.click()
  }
}

/** Adds the keys of this page to the list that `?` shows. */
const listKeys = () => {
  const list = document.getElementById('keys-list')
  const box = document.getElementById('keys-enabled')
  if (list === null || !(box instanceof HTMLInputElement)) return
  for (const element of keyed()) {
    const row = document.createElement('div')
    const keys = document.createElement('dt')
    const words = document.createElement('dd')
    for (const key of element.dataset.key?.split(' ') ?? []) {
      const cap = document.createElement('kbd')
      cap.textContent = key
      keys.append(cap)
    }
    words.textContent =
      element.dataset.keyLabel ?? element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
    row.append(keys, words)
    list.append(row)
  }
  box.checked = isEnabled()
  box.addEventListener('change', () => localStorage.setItem(storageKey, box.checked ? 'on' : 'off'))
}
