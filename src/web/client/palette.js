const pauseMs = 120

/** @typedef {{ text: string, keys?: string[] | undefined, lang?: string, rank?: number, go: () => void }} Choice */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('palette'))
const input = /** @type {HTMLInputElement} */ (document.getElementById('palette-input'))
const list = /** @type {HTMLElement} */ (document.getElementById('palette-list'))
/** What the page can do. @type {Choice[]} */
let acts = []
/** What is shown, in order. @type {Choice[]} */
let choices = []
let chosen = 0
let asked = 0
let waiting = 0

/** Opens the palette over whatever the page shows; the focus comes back to where it was. */
export const openPalette = () => {
  if (dialog.open) return dialog.close()
  acts = actsOfPage()
  dialog.inert = false
  input.value = ''
  dialog.showModal()
  input.focus()
  draw([])
  find()
}

/** Letters without their case and marks, the Turkish i's and the Arabic alifs as one. @param {string} text */
const fold = text =>
  text
    .toLocaleLowerCase('tr')
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')

/** Buttons and links of the page by what they say, each once: those with a key first, places last. @returns {Choice[]} */
const actsOfPage = () => {
  const sheet = document.querySelector('.sheet-ground')
  const scope = sheet ?? document
  const found = [
    ...scope.querySelectorAll('[data-key], .place, main .button, .bands .button, .button-flash, .sheet .button'),
  ]
  /** @type {Map<string, Choice>} */
  const byText = new Map()
  for (const element of found) {
    if (!(element instanceof HTMLElement) || element.matches(':disabled') || isHidden(element)) continue
    const text = (
      element.dataset.keyLabel ??
      element.getAttribute('aria-label') ??
      element.innerText ??
      element.textContent ??
      ''
    ).trim()
    if (text === '' || byText.has(text)) continue
    const rank = element.matches('.place') ? 2 : element.dataset.key === undefined ? 1 : 0
    byText.set(text, { text, rank, keys: element.dataset.key?.split(' '), go: () => use(element) })
  }
  return [...byText.values()].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
}

/** @param {HTMLElement} element */
const isHidden = element =>
  element.closest('dialog:not([open]), [inert]') !== null ||
  (!element.matches('.place') && element.getClientRects().length === 0)

/** @param {HTMLElement} element */
const use = element => {
  if (element.matches('input, textarea, select')) element.focus()
  else element.click()
}

/** Draws what matches. @param {{ title: string, choices: Choice[] }[]} found beside what the page can do */
const draw = found => {
  const words = fold(input.value).split(/\s+/u).filter(Boolean)
  const matching = acts.filter(({ text }) => words.every(word => fold(text).includes(word)))
  const { acts: title = '', search = '', none = '' } = list.dataset
  const query = input.value.trim()
  const everywhere = {
    text: search.replace('{q}', query),
    go: () => location.assign(`/desk/search?${new URLSearchParams({ q: query })}`),
  }
  const groups = [
    { title, choices: matching },
    ...found,
    ...(query === '' ? [] : [{ title: '', choices: [everywhere] }]),
  ]
  choices = groups.flatMap(group => group.choices)
  chosen = 0
  list.replaceChildren(...groups.filter(group => group.choices.length > 0).map(groupOf))
  const count = document.getElementById('palette-count')
  if (count !== null) count.textContent = choices.length === 0 ? none : String(choices.length)
  mark()
}

/** @param {{ title: string, choices: Choice[] }} group */
const groupOf = ({ title, choices: own }) => {
  const group = document.createElement('div')
  group.setAttribute('role', 'group')
  if (title !== '') {
    group.setAttribute('aria-label', title)
    const head = document.createElement('p')
    head.className = 'palette-group'
    head.setAttribute('aria-hidden', 'true')
    head.textContent = title
    group.append(head)
  }
  group.append(...own.map(optionOf))
  return group
}

/** @param {Choice} choice */
const optionOf = choice => {
  const option = document.createElement('div')
  option.setAttribute('role', 'option')
  option.className = 'palette-option'
  option.id = `palette-${choices.indexOf(choice)}`
  const words = document.createElement('span')
  words.textContent = choice.text
  words.dir = 'auto'
  if (choice.lang !== undefined) words.lang = choice.lang
  option.append(words)
  for (const key of choice.keys ?? []) {
    const cap = document.createElement('kbd')
    cap.textContent = key
    option.append(cap)
  }
  option.addEventListener('click', () => choose(choice))
  return option
}

/** Shows which one Enter takes. */
const mark = () => {
  for (const option of list.querySelectorAll('[role=option]')) {
    const isChosen = option.id === `palette-${chosen}`
    option.setAttribute('aria-selected', String(isChosen))
    if (isChosen) option.scrollIntoView({ block: 'nearest' })
  }
  if (choices.length > 0) input.setAttribute('aria-activedescendant', `palette-${chosen}`)
  else input.removeAttribute('aria-activedescendant')
}

/** @param {Choice} choice */
const choose = choice => {
  dialog.close()
  choice.go()
}

/** Asks for drafts and items; an answer that is overtaken is left. */
const find = async () => {
  const mine = ++asked
  const answer = await fetch(`/desk/find?${new URLSearchParams({ q: input.value.trim() })}`).catch(() => null)
  const found = answer?.ok ? await answer.json().catch(() => null) : null
  if (mine !== asked || found === null || !dialog.open) return
  const [at, was] = [chosen, choices[chosen]?.text]
  draw(
    ['drafts', 'items'].map(name => ({
      title: list.dataset[name] ?? '',
      choices: /** @type {{ href: string, text: string, lang: string }[]} */ (found[name] ?? []).map(
        ({ href, text, lang }) => ({
          text,
          lang,
          go: () => location.assign(href),
        }),
      ),
    })),
  )
  if (choices[at]?.text === was) chosen = at
  mark()
}

input.addEventListener('input', () => {
  draw([])
  clearTimeout(waiting)
  waiting = window.setTimeout(find, pauseMs)
})
input.addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
  if (event.isComposing || choices.length === 0) return
  if (step !== undefined) {
    event.preventDefault()
    const next = chosen + step
    chosen =
      Math.abs(step) === 1 ? (next + choices.length) % choices.length : Math.max(0, Math.min(choices.length - 1, next))
    mark()
  } else if (event.key === 'Enter') {
    event.preventDefault()
    const choice = choices[chosen]
    if (choice !== undefined) choose(choice)
  }
})
// A press beside the palette leaves it.
dialog.addEventListener('click', event => event.target === dialog && dialog.close())
