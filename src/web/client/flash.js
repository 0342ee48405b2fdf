const storageKey = 'dateline-flash'
const patienceMs = 8_000
const bandsMs = 10_000

/** @param {string} id */
const element = id => document.getElementById(id)
const box = element('flash-box')
const form = element('flash-form')

if (box instanceof HTMLDialogElement && form instanceof HTMLFormElement) {
  const line = field('flashLine')
  document.addEventListener('click', event => {
    if (!(event.target instanceof Element) || event.target.closest('[data-flash]') === null) return
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(line)
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    send(box)
  })
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })
  line.addEventListener('input', () => sessionStorage.setItem(storageKey, line.value))
  form.addEventListener('change', event => {
    if (event.target instanceof HTMLSelectElement) count()
  })
}

window.addEventListener('pageshow', () => delete form?.dataset.sending)

// Bands of what waits for a second person follow the live lists; a page without one asks.
setInterval(() => {
  if (document.visibilityState === 'visible' && document.querySelector('live-list') === null) followBands()
}, bandsMs)

/** @param {string} name @returns {HTMLInputElement | HTMLSelectElement} */
function field(name) {
  return /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (form).elements.namedItem(name))
}

/** What was typed and not sent is there again. @param {HTMLInputElement | HTMLSelectElement} line */
function open(line) {
  if (!(box instanceof HTMLDialogElement) || box.open) return
  if (line.value === '') line.value = sessionStorage.getItem(storageKey) ?? ''
  box.inert = false
  box.showModal()
  line.focus()
  count()
}

/** Shows who would get it. */
async function count() {
  const query = new URLSearchParams({ language: field('flashLanguage').value, category: field('flashCategory').value })
  field('flashLine').setAttribute('lang', field('flashLanguage').value)
  const answer = await fetch(`/desk/flash/reach?${query}`).catch(() => null)
  const place = element('flash-reach')
  if (answer?.ok && place !== null) place.outerHTML = await answer.text()
}

/** Sends it once; what is not taken stays in the box with the reason. @param {HTMLDialogElement} box */
async function send(box) {
  const target = /** @type {HTMLFormElement} */ (form)
  const button = target.querySelector('button')
  if (target.dataset.sending !== undefined || button === null) return
  target.dataset.sending = ''
  button.setAttribute('aria-busy', 'true')
  say('')
  const body = new URLSearchParams(/** @type {any} */ (new FormData(target)))
  const headers = { accept: 'application/json' }
  const signal = AbortSignal.timeout(patienceMs)
  const answer = await fetch(target.action, { method: 'POST', body, headers, signal }).catch(() => null)
  const told = answer === null ? null : await answer.json().catch(() => ({}))
  if (answer?.ok && typeof told?.href === 'string') {
    sessionStorage.removeItem(storageKey)
    // Where the browser brings this page back, its box is a new one.
    field('flashLine').value = ''
    field('flashKey').value = `dra_${crypto.randomUUID().replaceAll('-', '')}`
    location.assign(told.href)
    return
  }
  delete target.dataset.sending
  button.removeAttribute('aria-busy')
  if (told === null) return say(box.dataset.offline ?? '')
  if (typeof told.key === 'string') field('flashKey').value = told.key
  const errors = /** @type {{ field: string | null, message: string }[]} */ (told.errors ?? [])
  say(errors.map(({ message }) => message).join(' ') || (box.dataset.refused ?? ''))
  field(errors.find(each => each.field !== null)?.field ?? 'flashLine').focus()
}

/** @param {string} text */
function say(text) {
  const problem = element('flash-problem')
  if (problem !== null) problem.textContent = text
}

async function followBands() {
  const bands = element('looks')
  const answer = bands === null ? null : await fetch('/desk/looks/bands').catch(() => null)
  const html = answer?.ok && !answer.redirected ? await answer.text() : null
  if (html !== null && bands !== null && html !== bands.outerHTML) bands.outerHTML = html
}
