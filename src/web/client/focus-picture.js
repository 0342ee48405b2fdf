import { clamp, cross, cutBox, fittedBox, frame, names, percent, svgSpace } from './crop-shape.js'

/** How near to a corner a press takes hold of it, in pixels of the screen. */
const gripPx = 18

/** @typedef {import('./crop-shape.js').Box} Box @typedef {import('./crop-shape.js').CropName} CropName */

/** The point of focus and the crops of a picture, by pointer and by keyboard, over the inputs that hold them as numbers; beside it the three shapes as they
 *  will be cut, by the same rule as media/crop.ts. */
class FocusPicture extends HTMLElement {
  #width = 1
  #height = 1
  /** What is moved: the focus, or a crop. @type {'focus' | CropName} */ #tool = 'focus'
  #marks = document.createElementNS(svgSpace, 'svg')
  #handle = document.createElement('button')
  #said = document.createElement('p')
  #auto = document.createElement('button')
  /** @type {Record<string, string>} */ #texts = {}
  /** @type {{ how: 'move' | 'size', from: { x: number, y: number }, box: Box } | null} */ #drag = null

  connectedCallback() {
    this.#width = Number(this.getAttribute('width')) || 1
    this.#height = Number(this.getAttribute('height')) || 1
    this.#texts = JSON.parse(this.getAttribute('texts') ?? '{}')
    const stage = this.querySelector('.focus-stage')
    if (!(stage instanceof HTMLElement)) return
    this.#marks.setAttribute('class', 'focus-marks')
    this.#marks.setAttribute('viewBox', '0 0 100 100')
    this.#marks.setAttribute('preserveAspectRatio', 'none')
    this.#marks.setAttribute('aria-hidden', 'true')
    this.#handle.type = 'button'
    this.#handle.className = 'focus-handle'
    this.#said.className = 'focus-said meta num'
    this.#said.id = 'focus-said'
    this.#handle.setAttribute('aria-describedby', this.#said.id)
    this.#auto.type = 'button'
    this.#auto.className = 'button button-quiet'
    this.#auto.textContent = this.#texts.auto ?? ''
    this.#auto.addEventListener('click', () => this.#clear())
    stage.append(this.#marks, this.#handle)
    stage.after(this.#tools(), this.#said)
    stage.addEventListener('pointerdown', event => this.#press(event, stage))
    stage.addEventListener('pointermove', event => this.#move(event, stage))
    for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, () => this.#release())
    this.#handle.addEventListener('keydown', event => this.#key(event))
    this.addEventListener('input', () => this.#draw())
    this.#draw()
  }

  /** What is moved, as one choice among four. */
  #tools() {
    const tools = document.createElement('fieldset')
    tools.className = 'focus-tools'
    const legend = document.createElement('legend')
    legend.className = 'visually-hidden'
    legend.textContent = this.#texts.tools ?? ''
    tools.append(legend)
    for (const name of /** @type {const} */ (['focus', ...names])) {
      const label = document.createElement('label')
      const radio = document.createElement('input')
      radio.type = 'radio'
      radio.checked = name === this.#tool
      // Outside of the form: only what it moves is sent.
      radio.setAttribute('form', 'focus-none')
      radio.name = 'focus-tool'
      radio.addEventListener('change', event => {
        event.stopPropagation()
        this.#tool = name
        this.#draw()
      })
      radio.addEventListener('input', event => event.stopPropagation())
      label.append(radio, name === 'focus' ? (this.#texts.point ?? '') : this.#nameOf(name))
      tools.append(label)
    }
    tools.append(this.#auto)
    return tools
  }

  /** @param {string} name */
  #nameOf(name) {
    return this.querySelector(`[data-crop="${name}"] svg`)?.getAttribute('aria-label') ?? name
  }

  /** @param {string} name @returns {HTMLInputElement | null} */
  #input(name) {
    const input = this.querySelector(`[name="${name}"]`)
    return input instanceof HTMLInputElement ? input : null
  }

  /** @returns {{ x: number, y: number } | null} */
  #focus() {
    const [x, y] = ['focusX', 'focusY'].map(name => this.#input(name)?.value.trim() ?? '')
    if (!x || !y) return null
    return { x: clamp(Number(x.replace(',', '.')) / 100 || 0), y: clamp(Number(y.replace(',', '.')) / 100 || 0) }
  }

  /** @param {string} name @returns {Box | null} */
  #box(name) {
    const numbers = (this.#input(`crop-${name}`)?.value.trim() ?? '')
      .split(/[\s;]+/u)
      .map(each => Number(each.replace(',', '.')) / 100)
    const [left = 0, top = 0, width = 0, height = 0] = numbers
    return numbers.length === 4 && width > 0 && height > 0 ? { left, top, width, height } : null
  }

  /** @param {{ x: number, y: number }} focus */
  #setFocus({ x, y }) {
    this.#set('focusX', String(percent(clamp(x))))
    this.#set('focusY', String(percent(clamp(y))))
  }

  /** @param {CropName} name */
  #cut(name) {
    return cutBox(name, { width: this.#width, height: this.#height, focus: this.#focus(), within: this.#box(name) })
  }

  /** @param {CropName} name @param {Box} box */
  #setBox(name, box) {
    const { left, top, width, height } = fittedBox(name, box, this.#width / this.#height)
    this.#set(`crop-${name}`, [left, top, width, height].map(percent).join(' '))
  }

  /** @param {string} name @param {string} value */
  #set(name, value) {
    const input = this.#input(name)
    if (input === null || input.value === value) return
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }

  #clear() {
    if (this.#tool === 'focus') for (const name of ['focusX', 'focusY']) this.#set(name, '')
    else this.#set(`crop-${this.#tool}`, '')
    this.#draw()
  }

  /** @param {PointerEvent} event @param {HTMLElement} stage */
  #press(event, stage) {
    if (event.button !== 0) return
    event.preventDefault()
    stage.setPointerCapture(event.pointerId)
    this.#handle.focus({ preventScroll: true })
    const at = this.#at(event, stage)
    if (this.#tool === 'focus') {
      this.#drag = { how: 'move', from: at, box: { left: at.x, top: at.y, width: 0, height: 0 } }
      return this.#setFocus(at)
    }
    const box = this.#cut(this.#tool)
    const { width, height } = stage.getBoundingClientRect()
    const corner = { x: (box.left + box.width - at.x) * width, y: (box.top + box.height - at.y) * height }
    const isCorner = Math.abs(corner.x) < gripPx && Math.abs(corner.y) < gripPx
    this.#drag = { how: isCorner ? 'size' : 'move', from: at, box }
  }

  /** @param {PointerEvent} event @param {HTMLElement} stage */
  #move(event, stage) {
    if (this.#drag === null) return
    const { how, from, box } = this.#drag
    const at = this.#at(event, stage)
    if (this.#tool === 'focus') return this.#setFocus(at)
    const [x, y] = [at.x - from.x, at.y - from.y]
    if (how === 'move') return this.#setBox(this.#tool, { ...box, left: box.left + x, top: box.top + y })
    this.#setBox(this.#tool, { ...box, width: Math.min(box.width + x, 1 - box.left) })
  }

  #release() {
    this.#drag = null
  }

  /** @param {PointerEvent} event @param {HTMLElement} stage */
  #at(event, stage) {
    const { left, top, width, height } = stage.getBoundingClientRect()
    return { x: clamp((event.clientX - left) / width), y: clamp((event.clientY - top) / height) }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const [x = 0, y = 0] = step.map(each => each / 100)
    if (this.#tool === 'focus') {
      const { x: fx, y: fy } = this.#focus() ?? { x: 0.5, y: 0.5 }
      return this.#setFocus({ x: fx + x, y: fy + y })
    }
    const box = this.#cut(this.#tool)
    if (event.shiftKey) this.#setBox(this.#tool, { ...box, width: box.width + (x || y) })
    else this.#setBox(this.#tool, { ...box, left: box.left + x, top: box.top + y })
  }

  #draw() {
    const focus = this.#focus() ?? { x: 0.5, y: 0.5 }
    const box = this.#tool === 'focus' ? null : this.#cut(this.#tool)
    this.#marks.replaceChildren(...(box === null ? cross(focus) : frame(box)))
    const at = box === null ? focus : { x: box.left + box.width / 2, y: box.top + box.height / 2 }
    // The picture lies the same way in every language.
    this.#handle.style.setProperty('left', `${at.x * 100}%`)
    this.#handle.style.setProperty('top', `${at.y * 100}%`)
    const name = this.#tool === 'focus' ? (this.#texts.point ?? '') : this.#nameOf(this.#tool)
    this.#handle.setAttribute('aria-label', name)
    const words = this.#tool === 'focus' ? this.#texts.place : this.#texts.boxPlace
    this.#said.textContent = (words ?? '')
      .replace('{x}', String(Math.round(focus.x * 100)))
      .replace('{y}', String(Math.round(focus.y * 100)))
      .replace('{name}', name)
    const held = this.#tool === 'focus' ? this.#focus() : this.#box(this.#tool)
    this.#auto.disabled = held === null
    for (const each of names) {
      const { left, top, width, height } = this.#cut(each)
      const view = [left * this.#width, top * this.#height, width * this.#width, height * this.#height]
      this.querySelector(`[data-crop="${each}"] svg`)?.setAttribute(
        'viewBox',
        view.map(part => part.toFixed(2)).join(' '),
      )
    }
  }
}

customElements.define('focus-picture', FocusPicture)
