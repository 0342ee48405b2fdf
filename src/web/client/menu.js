/** Menus close when the reader turns elsewhere; a sheet keeps the focus inside until it is left. */
export const installMenus = () => {
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute('open')
    }
  })
  const sheet = document.querySelector('.sheet-ground')
  if (sheet !== null) holdFocus(sheet)
}

/** @param {Element} element */
const holdFocus = element => {
  for (let inside = element; inside !== document.body && inside.parentElement !== null; inside = inside.parentElement) {
    for (const other of inside.parentElement.children) {
      if (other !== inside && other instanceof HTMLElement) other.inert = true
    }
  }
  const first = element.querySelector('[autofocus]')
  if (first instanceof HTMLElement) first.focus()
}
