/** Changes the page without moving what the reader looks at: the focused row, else the first one in sight, stays where it is on the glass.
 *  @param {HTMLElement} list @param {() => void} change */
export const holdPlace = (list, change) => {
  const anchor = anchorOf(list)
  const before = anchor?.getBoundingClientRect().top
  change()
  if (anchor === undefined || before === undefined || !anchor.isConnected) return
  const moved = anchor.getBoundingClientRect().top - before
  if (moved !== 0 && list.getBoundingClientRect().top < 0) window.scrollBy({ top: moved, behavior: 'instant' })
}

/** @param {HTMLElement} list @returns {Element | undefined} */
const anchorOf = list => {
  const focused = document.activeElement?.closest('li')
  if (focused && list.contains(focused) && isInSight(focused)) return focused
  return [...list.querySelectorAll('ol > li')].find(isInSight)
}

/** @param {Element} element */
const isInSight = element => {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}
