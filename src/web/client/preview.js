import { announce } from './announce.js'

// The width from which styles/frame.css has room for a pane beside the list.
const hasRoom = window.matchMedia('(min-width: 68.75rem)')
/** @type {AbortController | null} */
let loading = null

/** Opens a story beside the list without leaving the list: the same page as under its address, only the pane and the bands of it taken over.
 *  @param {string} href @param {boolean} isNew whether it becomes a step of the history */
const open = async (href, isNew) => {
  loading?.abort()
  const mine = new AbortController()
  loading = mine
  try {
    const answer = await fetch(href, { headers: { Accept: 'text/html' }, signal: mine.signal })
    if (!answer.ok || answer.redirected) return location.assign(href)
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (next.getElementById('pane') === null) return location.assign(href)
    if (isNew) history.pushState(null, '', href)
    show(next)
  } catch {
    // Another story has been asked for meanwhile; anything else the page itself will say better.
    if (!mine.signal.aborted) location.assign(href)
  }
}

/** @param {Document} next */
const show = next => {
  for (const id of ['pane', 'bands']) {
    const [from, to] = [next.getElementById(id), document.getElementById(id)]
    if (from !== null && to !== null) to.replaceWith(document.adoptNode(from))
  }
  const columns = next.querySelector('.columns')
  if (columns !== null) document.querySelector('.columns')?.setAttribute('class', columns.className)
  markRow(next.querySelector('[data-row][aria-current]')?.closest('li')?.id)
  const live = document.querySelector('live-list')
  const src = next.querySelector('live-list')?.getAttribute('src')
  if (live !== null && src && live.getAttribute('src') !== src) live.setAttribute('src', src)
  document.title = next.title
  announce(next.querySelector('#pane .story-headline')?.textContent ?? '')
}

/** @param {string | undefined} id */
const markRow = id => {
  for (const row of document.querySelectorAll('.row-current')) {
    row.classList.remove('row-current')
    row.querySelector('[data-row]')?.removeAttribute('aria-current')
  }
  const row = id === undefined ? null : document.getElementById(id)
  row?.classList.add('row-current')
  row?.querySelector('[data-row]')?.setAttribute('aria-current', 'true')
}

document.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('[data-print]')) window.print()
  const link = target?.closest('a[data-row], a[data-pane]')
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (!(link instanceof HTMLAnchorElement) || !isPlain || !hasRoom.matches) return
  if (document.getElementById('pane') === null) return
  event.preventDefault()
  open(link.href, true)
})

window.addEventListener('popstate', () => {
  if (document.getElementById('pane') !== null) open(location.href, false)
})
