import { announce } from './announce.js'
import { forget, unfinished } from './upload-notes.js'

const atOnce = 2

/** @typedef {{ file: File, row: HTMLLIElement, isDone: boolean, id: string, stop: AbortController | null }} Sending */

/** Files that are dropped, pasted or chosen go up in pieces, each with its own line: how far it is, pause and go on, or why it was refused. It wraps the form
 *  that does the same without scripts. When all are there, the uploads are handed to the form `attach` (an id) in the order of the files, or told by the event
 *  `uploads-in` (detail: their ids). */
class MediaUpload extends HTMLElement {
  /** @type {Sending[]} */ #all = []
  /** @type {Record<string, string>} */ #texts = {}
  #list = document.createElement('ul')
  #stop = new AbortController()

  connectedCallback() {
    this.#texts = JSON.parse(this.getAttribute('texts') ?? '{}')
    this.#list.className = 'sendings'
    this.append(this.#list)
    this.#stop = new AbortController()
    const { signal } = this.#stop
    const input = this.querySelector('input[type=file]')
    const form = this.querySelector('form')
    if (form !== null) form.dataset.again = ''
    if (input instanceof HTMLInputElement) {
      input.addEventListener('change', () => {
        this.#take(input.files)
        input.value = ''
      })
    }
    form?.addEventListener('submit', event => {
      event.preventDefault()
      if (input instanceof HTMLInputElement) input.click()
    })
    document.addEventListener('dragover', event => this.#hover(event, true), { signal })
    document.addEventListener('dragleave', event => event.relatedTarget === null && this.#hover(event, false), {
      signal,
    })
    document.addEventListener('drop', event => this.#drop(event), { signal })
    document.addEventListener('paste', event => this.#paste(event), { signal })
    window.addEventListener('beforeunload', event => this.#isBusy() && event.preventDefault(), { signal })
    for (const note of unfinished()) this.#remind(note)
  }

  disconnectedCallback() {
    this.#stop.abort()
    for (const { stop } of this.#all) stop?.abort()
  }

  #isBusy() {
    return this.#all.some(each => each.stop !== null)
  }

  /** @param {DragEvent} event @param {boolean} isOver */
  #hover(event, isOver) {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.toggleAttribute('data-over', isOver)
  }

  /** @param {DragEvent} event */
  #drop(event) {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.removeAttribute('data-over')
    this.#take(event.dataTransfer.files)
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const files = event.clipboardData?.files
    if (!files?.length) return
    event.preventDefault()
    this.#take(files)
  }

  /** @param {FileList | null} files */
  #take(files) {
    for (const file of files ?? []) {
      for (const row of this.#list.querySelectorAll('[data-name]')) {
        if (row instanceof HTMLElement && row.dataset.name === `${file.name} ${file.size}`) row.remove()
      }
      const row = document.createElement('li')
      row.className = 'sending'
      this.#list.append(row)
      /** @type {Sending} */ const sending = { file, row, isDone: false, id: '', stop: null }
      this.#all.push(sending)
      this.#draw(sending, this.#texts.queued ?? '', null)
    }
    this.#next()
  }

  #next() {
    const running = this.#all.filter(each => each.stop !== null).length
    const waiting = this.#all.filter(each => each.stop === null && !each.isDone && each.row.dataset.state === 'queued')
    for (const sending of waiting.slice(0, Math.max(0, atOnce - running))) this.#send(sending)
    if (running === 0 && waiting.length === 0) this.#attach()
  }

  /** @param {Sending} sending */
  async #send(sending) {
    const { file, row } = sending
    const stop = new AbortController()
    sending.stop = stop
    row.dataset.state = 'sending'
    // Most who look at the media send nothing: how files are sent comes with the first of them.
    const tus = await import('./tus.js').catch(() => null)
    if (tus === null || stop.signal.aborted) return this.#pause(sending, this.#texts.lost)
    const as = this.querySelector('select[name=as]')
    const door = {
      endpoint: this.getAttribute('endpoint') ?? '',
      csrf: this.getAttribute('csrf') ?? '',
      metadata: as instanceof HTMLSelectElement && as.value !== '' ? { as: as.value } : {},
    }
    try {
      const id = await tus.sendFile(file, door, {
        signal: stop.signal,
        onProgress: sent => {
          const isWhole = sent >= file.size
          this.#draw(
            sending,
            isWhole ? (this.#texts.checking ?? '') : `${Math.floor((100 * sent) / file.size)} %`,
            sent,
          )
        },
        onWait: isWaiting => isWaiting && this.#draw(sending, this.#texts.lost ?? '', null),
      })
      if (id === null) {
        this.#pause(sending, this.#texts.paused)
      } else {
        sending.isDone = true
        sending.id = id
        row.dataset.state = 'done'
        this.#draw(sending, this.#texts.done ?? '', null)
        announce(`${file.name}: ${this.#texts.done}`)
        setTimeout(() => row.remove(), 4_000)
      }
    } catch (error) {
      sending.isDone = true
      row.dataset.state = 'refused'
      const why = error instanceof tus.Refused ? error.message : String(error)
      this.#draw(sending, `${this.#texts.refused}: ${why}`, null)
      announce(`${file.name}: ${this.#texts.refused}`)
    } finally {
      sending.stop = null
      this.#next()
    }
  }

  /** It goes on when somebody presses. @param {Sending} sending @param {string | undefined} why */
  #pause(sending, why = '') {
    sending.stop = null
    sending.row.dataset.state = 'paused'
    this.#draw(sending, why, null)
  }

  /** @param {Sending} sending @param {string} words @param {number | null} sent */
  #draw(sending, words, sent) {
    const { file, row } = sending
    row.dataset.state ??= 'queued'
    if (row.childElementCount === 0) {
      const [name, bar, said] = [
        document.createElement('bdi'),
        document.createElement('progress'),
        document.createElement('span'),
      ]
      name.className = 'sending-name'
      name.textContent = file.name
      bar.max = Math.max(1, file.size)
      bar.value = 0
      bar.setAttribute('aria-label', file.name)
      said.className = 'sending-state num'
      row.append(name, bar, said)
    }
    const [bar, said] = [row.querySelector('progress'), row.querySelector('.sending-state')]
    if (bar !== null && sent !== null) bar.value = sent
    if (said !== null) said.textContent = words
    row.querySelector('button')?.remove()
    const act = { sending: 'pause', paused: 'resume', refused: 'close' }[row.dataset.state ?? '']
    if (act !== undefined) row.append(this.#button(act, () => this.#press(sending, act)))
  }

  /** @param {Sending} sending @param {string} act */
  #press(sending, act) {
    if (act === 'pause') sending.stop?.abort()
    else if (act === 'close') sending.row.remove()
    else {
      sending.row.dataset.state = 'queued'
      this.#draw(sending, this.#texts.queued ?? '', null)
      this.#next()
    }
  }

  /** @param {string} act @param {() => void} press */
  #button(act, press) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button-quiet'
    button.textContent = this.#texts[act] ?? act
    button.addEventListener('click', press)
    return button
  }

  /** What was broken off before the page was opened: the file has to be chosen again. @param {import('./upload-notes.js').Note} note */
  #remind(note) {
    const row = document.createElement('li')
    row.className = 'sending'
    row.dataset.name = `${note.name} ${note.size}`
    const name = document.createElement('bdi')
    name.className = 'sending-name'
    name.textContent = note.name
    const said = document.createElement('span')
    said.className = 'sending-state'
    said.textContent = this.#texts.again ?? ''
    const close = this.#button('close', () => {
      forget(note)
      row.remove()
    })
    row.append(name, said, close)
    this.#list.append(row)
  }

  /** Hands on what has come in, in the order of the files. */
  #attach() {
    const ids = this.#all.flatMap(each => (each.id === '' ? [] : [each.id]))
    for (const each of this.#all) each.id = ''
    if (ids.length === 0) return
    this.dispatchEvent(new CustomEvent('uploads-in', { detail: ids }))
    const form = document.getElementById(this.getAttribute('attach') ?? '')
    if (!(form instanceof HTMLFormElement)) return
    for (const id of ids) {
      const input = document.createElement('input')
      Object.assign(input, { type: 'hidden', name: 'asset', value: id })
      form.append(input)
    }
    form.requestSubmit()
  }
}

customElements.define('media-upload', MediaUpload)
