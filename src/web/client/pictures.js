import { announce } from './announce.js'

/** Arrow keys go through a grid of pictures as it stands on the screen; d takes the one that has the focus. */
document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const here = event.target instanceof Element ? event.target.closest('.wire-pictures [data-row]') : null
  if (!(here instanceof HTMLElement)) return
  const way = ways[event.key]
  if (way !== undefined) {
    event.preventDefault()
    const next = nearest(here, way)
    next?.focus({ preventScroll: true })
    next?.closest('li')?.scrollIntoView({ block: 'nearest' })
  } else if (event.key === 'd' && here.dataset.take !== undefined) {
    event.preventDefault()
    take(here.dataset.take)
    announce(here.dataset.taking ?? '')
  }
})

/** @type {Record<string, { x: number, y: number } | undefined>} */
const ways = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** The nearest tile in a direction. At the end of a line the next begins. @param {HTMLElement} from @param {{ x: number, y: number }} way */
const nearest = (from, way) => {
  const tiles = [...document.querySelectorAll('.wire-pictures [data-row]')].filter(each => each instanceof HTMLElement)
  const start = middle(from)
  const isAhead = (/** @type {HTMLElement} */ tile) => {
    const { x, y } = middle(tile)
    return way.x === 0
      ? Math.sign(Math.round(y - start.y)) === way.y
      : sameLine(tile, from) && Math.sign(Math.round(x - start.x)) === way.x
  }
  const far = (/** @type {HTMLElement} */ tile) => {
    const { x, y } = middle(tile)
    return Math.abs(y - start.y) * (way.x === 0 ? 4 : 1) + Math.abs(x - start.x)
  }
  const ahead = tiles.filter(isAhead).sort((a, b) => far(a) - far(b))
  if (ahead[0] !== undefined || way.x === 0) return ahead[0]
  const isOnward = (getComputedStyle(from).direction === 'rtl' ? -way.x : way.x) === 1
  return tiles[tiles.indexOf(from) + (isOnward ? 1 : -1)]
}

/** @param {HTMLElement} tile */
const middle = tile => {
  const { left, top, width } = tile.getBoundingClientRect()
  return { x: left + width / 2, y: top }
}

/** @param {HTMLElement} a @param {HTMLElement} b */
const sameLine = (a, b) => Math.abs(middle(a).y - middle(b).y) < 8

/** @param {string} href */
const take = href => {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.dataset.counts = ''
  document.body.append(link)
  link.click()
  link.remove()
}
