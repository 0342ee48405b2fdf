/** Times in a list of shots move the player of the page, and the list marks what is being seen. */
export const installShots = () => {
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a[data-seek]') : null
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const player = playerOf(link.closest('[data-player]'))
    if (player === null) return
    event.preventDefault()
    seek(player, Number(link.dataset.seek))
  })
  // Such events do not bubble: they are met on the way down.
  document.addEventListener('timeupdate', event => mark(event.target), true)
  document.addEventListener('seeked', event => mark(event.target), true)
}

/** @param {Element | null} list @returns {HTMLVideoElement | null} */
const playerOf = list => {
  const found = list instanceof HTMLElement ? document.getElementById(list.dataset.player ?? '') : null
  return found instanceof HTMLVideoElement ? found : null
}

/** A player that has loaded nothing yet takes a time only once it knows how long it is. @param {HTMLVideoElement} player @param {number} seconds */
const seek = (player, seconds) => {
  const go = () => {
    player.currentTime = seconds
  }
  if (player.readyState >= HTMLMediaElement.HAVE_METADATA) go()
  else player.addEventListener('loadedmetadata', go, { once: true })
  // Where the browser does not let it play, it stands at the moment all the same.
  player.play().catch(() => {})
  player.scrollIntoView({ block: 'nearest' })
}

/** @param {EventTarget | null} player */
const mark = player => {
  if (!(player instanceof HTMLVideoElement) || player.id === '') return
  const list = document.querySelector(`[data-player="${CSS.escape(player.id)}"]`)
  const links = list === null ? [] : [...list.querySelectorAll('a[data-seek]')]
  const current = links
    .filter(link => link instanceof HTMLElement && Number(link.dataset.seek) <= player.currentTime)
    .at(-1)
  for (const link of links) {
    if (link === current) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
}
