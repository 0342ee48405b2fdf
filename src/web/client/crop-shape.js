const ratios = { wide: 16 / 9, square: 1, tall: 4 / 5 }
export const names = /** @type {CropName[]} */ (Object.keys(ratios))
export const svgSpace = 'http://www.w3.org/2000/svg'

/** @typedef {keyof typeof ratios} CropName */
/** @typedef {{ x: number, y: number }} Point in parts of the picture, 0 to 1 */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box in parts of the picture, 0 to 1 */

/** @param {number} value @param {number} [least] @param {number} [most] */
export const clamp = (value, least = 0, most = 1) => Math.max(least, Math.min(value, most))
/** @param {number} part */
export const percent = part => Math.round(part * 1000) / 10

/** The part that a crop shows, as media/crop.ts cuts it but for whole pixels.
 *  @param {CropName} name @param {{ width: number, height: number, focus: Point | null, within: Box | null }} picture @returns {Box} */
export const cutBox = (name, picture) => {
  const within = picture.within ?? { left: 0, top: 0, width: 1, height: 1 }
  const ratio = (ratios[name] * picture.height) / picture.width
  const width = Math.min(within.width, within.height * ratio)
  const height = width / ratio
  const focus = picture.focus ?? { x: within.left + within.width / 2, y: within.top + within.height / 2 }
  return {
    left: clamp(focus.x - width / 2, within.left, within.left + within.width - width),
    top: clamp(focus.y - height / 2, within.top, within.top + within.height - height),
    ...{ width, height },
  }
}

/** A box in the shape of a crop and within the picture, as near to the one asked for as fits. @param {CropName} name @param {Box} box
 *  @param {number} shape width of the picture to its height @returns {Box} */
export const fittedBox = (name, { left, top, width }, shape) => {
  const ratio = ratios[name] / shape
  const most = Math.min(1, ratio)
  const wide = clamp(width, most / 20, most)
  const high = wide / ratio
  return { left: clamp(left, 0, 1 - wide), top: clamp(top, 0, 1 - high), width: wide, height: high }
}

/** @param {string} kind @param {Record<string, number>} attributes */
const drawn = (kind, attributes) => {
  const element = document.createElementNS(svgSpace, kind)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value * 100))
  element.setAttribute('vector-effect', 'non-scaling-stroke')
  return element
}

/** Lines that meet in a point. @param {Point} at */
export const cross = ({ x, y }) => [
  drawn('line', { x1: x, x2: x, y1: 0, y2: 1 }),
  drawn('line', { x1: 0, x2: 1, y1: y, y2: y }),
]

/** A box with the corner by which its size is changed. @param {Box} box */
export const frame = ({ left, top, width, height }) => [
  drawn('rect', { x: left, y: top, width, height }),
  drawn('rect', { x: left + width - 0.02, y: top + height - 0.02, width: 0.02, height: 0.02 }),
]
