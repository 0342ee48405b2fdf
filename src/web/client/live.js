import { Idiomorph } from 'idiomorph'
import { announce } from './announce.js'
import { holdPlace } from './place.js'
import { pluralText } from './plural.js'

// The server sends a beat every 3 s; after 5 s without anything the line is dead, whatever the browser believes.
const silenceMs = 5_000
const patienceMs = 1_500
const slowestMs = 10_000
// Browsers allow six connections to a server over HTTP/1.1: pages nobody looks at give theirs back.
const hiddenMs = 60_000

/** A list whose new rows come in by themselves: at the top while the reader is there, else counted in a pill. It heals a broken connection
 *  from the last cursor it has seen, so that nothing is missing. */
class LiveList extends HTMLElement {
  static observedAttributes = ['src']
  /** @type {EventSource | null} */ #source = null
  /** Rows that wait for the reader, oldest first. @type {Map<string, Element>} */ #waiting = new Map()
  #after = ''
  #attempts = 0
  #ended = false
  #title = ''
  /** Rows kept in the page: never fewer than it came with. */
  #most = 0
  #watchdog = 0
  #retry = 0
  #patience = 0
  #hiding = 0
  #stop = new AbortController()
  /** @type {{ new: Record<string, string>, lost: string, ended: string }} */
  #texts = { new: {}, lost: '', ended: '' }
  #pill = document.createElement('div')
  #button = document.createElement('button')
  #lost = document.createElement('p')

  connectedCallback() {
    this.#texts = JSON.parse(this.getAttribute('texts') ?? '{}')
    this.#after = this.getAttribute('after') ?? ''
    this.#title = document.title
    this.#most = Math.max(Number(this.getAttribute('max')) || 500, this.querySelectorAll('ol > li').length)
    this.#stop = new AbortController()
    this.#draw()
    const { signal } = this.#stop
    document.addEventListener('visibilitychange', () => this.#seen(), { signal })
    window.addEventListener('online', () => this.#source ?? this.#open(), { signal })
    window.addEventListener('pagehide', () => this.#close(), { signal })
    window.addEventListener('pageshow', event => event.persisted && this.#open(), { signal })
    document.addEventListener('scroll', () => this.#waiting.size > 0 && this.#isAtTop() && this.#show(), {
      signal,
      passive: true,
    })
    this.#open()
  }

  disconnectedCallback() {
    this.#stop.abort()
    this.#close()
    clearTimeout(this.#hiding)
  }

  /** What the page shows has changed: the rest is followed from the same cursor under the new address. */
  attributeChangedCallback() {
    if (this.#source !== null) this.#open()
  }

  #draw() {
    this.#lost.className = 'live-lost'
    this.#lost.setAttribute('role', 'status')
    this.#lost.hidden = true
    this.#pill.className = 'live-pill'
    this.#pill.hidden = true
    this.#button.type = 'button'
    this.#button.className = 'button button-primary'
    this.#button.addEventListener('click', () => this.#show(true))
    this.#pill.replaceChildren(this.#button)
    this.prepend(this.#lost, this.#pill)
  }

  #open() {
    if (this.#ended || document.visibilityState === 'hidden') return
    this.#close()
    const url = new URL(this.getAttribute('src') ?? '', location.href)
    if (this.#after !== '') url.searchParams.set('after', this.#after)
    const source = new EventSource(url)
    this.#source = source
    this.#listen()
    for (const kind of ['insert', 'replace', 'cursor', 'beat']) {
      source.addEventListener(kind, event => this.#receive(kind, event))
    }
    source.addEventListener('end', event => this.#end(event.data))
    source.addEventListener('error', () => this.#again())
    if (this.#attempts === 0) this.#patience = window.setTimeout(() => this.#setLost(true), silenceMs)
  }

  #close() {
    this.#source?.close()
    this.#source = null
    clearTimeout(this.#watchdog)
    clearTimeout(this.#retry)
    clearTimeout(this.#patience)
  }

  /** Something came: the line is alive for the next five seconds. */
  #listen() {
    clearTimeout(this.#watchdog)
    this.#watchdog = window.setTimeout(() => {
      this.#setLost(true)
      this.#again()
    }, silenceMs)
  }

  #again() {
    this.#close()
    if (this.#ended) return
    const pauseMs = Math.min(slowestMs, 500 * 2 ** this.#attempts) * (0.75 + Math.random() / 2)
    this.#attempts += 1
    this.#retry = window.setTimeout(() => this.#open(), pauseMs)
    // A restart of the server that heals at once is not worth a word.
    if (this.#lost.hidden)
      this.#patience = window.setTimeout(() => this.#setLost(true), this.#attempts > 1 ? 0 : patienceMs)
  }

  /** @param {string} kind @param {MessageEvent<string>} event */
  #receive(kind, event) {
    clearTimeout(this.#patience)
    this.#attempts = 0
    this.#setLost(false)
    this.#listen()
    if (kind === 'insert' || kind === 'replace') this.#place(kind, event.data)
    // After the row has been placed: a row that could not be is asked for again.
    if (kind !== 'beat' && event.lastEventId !== '') this.#after = event.lastEventId
  }

  /** @param {string} kind @param {string} html */
  #place(kind, html) {
    const template = document.createElement('template')
    template.innerHTML = html
    const element = template.content.firstElementChild
    if (element === null) return
    const standing = document.getElementById(element.id)
    if (standing !== null) {
      holdPlace(this, () => Idiomorph.morph(standing, element.outerHTML, { morphStyle: 'outerHTML' }))
    } else if (this.#waiting.has(element.id)) {
      this.#waiting.set(element.id, element)
    } else if (kind === 'insert') {
      this.#waiting.set(element.id, element)
      if (this.#waiting.size === 1 && this.#isAtTop()) this.#show()
      else this.#count()
    }
  }

  #isAtTop() {
    return this.getBoundingClientRect().top >= 0
  }

  /** Puts the waiting rows at the top. @param {boolean} [leading] takes the reader there */
  #show(leading = false) {
    const list = this.querySelector('ol')
    if (list === null) return
    for (const row of this.#waiting.values()) {
      row.classList.add('row-new')
      row.addEventListener('animationend', event => {
        if (/** @type {AnimationEvent} */ (event).animationName === 'row-tint') row.classList.remove('row-new')
      })
      list.prepend(row)
    }
    this.#waiting.clear()
    this.#trim(list)
    this.#count()
    if (!leading) return
    window.scrollTo({ top: 0 })
    const first = list.querySelector('[data-row]')
    if (first instanceof HTMLElement) first.focus({ preventScroll: true })
  }

  /** @param {Element} list */
  #trim(list) {
    while (list.children.length > this.#most) {
      const last = list.lastElementChild
      if (last === null || last.contains(document.activeElement)) return
      last.remove()
    }
  }

  #count() {
    const count = this.#waiting.size
    const text = pluralText(this.#texts.new, count)
    this.#pill.hidden = count === 0
    this.#button.textContent = text
    document.title = count === 0 ? this.#title : `(${count}) ${this.#title}`
    if (count > 0) announce(text)
  }

  /** @param {boolean} lost */
  #setLost(lost) {
    if (this.#ended || this.#lost.hidden === !lost) return
    this.#lost.textContent = lost ? this.#texts.lost : ''
    holdPlace(this, () => {
      this.#lost.hidden = !lost
    })
  }

  /** @param {string} reason */
  #end(reason) {
    this.#lost.textContent = this.#texts.ended.replace('{reason}', reason)
    this.#lost.hidden = false
    this.#ended = true
    this.#close()
  }

  #seen() {
    clearTimeout(this.#hiding)
    if (document.visibilityState === 'hidden') this.#hiding = window.setTimeout(() => this.#close(), hiddenMs)
    else if (this.#source === null) this.#open()
  }
}

export const installLive = () => customElements.define('live-list', LiveList)
