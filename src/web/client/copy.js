import { announce } from './announce.js'

const shownMs = 2_000

/** Links with `data-copy` copy the plain text they lead to, buttons with `data-copy-of` the text of an element by its id; both say so. */
export const installCopy = () => {
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('button[data-copy-of]') : null
    if (button instanceof HTMLButtonElement) {
      copyOf(button).then(
        () => tell(button, button.dataset.done ?? ''),
        () => tell(button, button.dataset.failed ?? ''),
      )
      return
    }
    const link = event.target instanceof Element ? event.target.closest('a[data-copy]') : null
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    copyFrom(link).then(
      () => tell(link, link.dataset.done ?? ''),
      () => tell(link, link.dataset.failed ?? ''),
    )
  })
}

/** @param {HTMLButtonElement} button */
const copyOf = async button => {
  const text = document.getElementById(button.dataset.copyOf ?? '')?.textContent ?? ''
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  copyOldWay(text)
}

/** @param {HTMLAnchorElement} link */
const copyFrom = async link => {
  const text = fetch(link.href, { headers: { Accept: 'text/plain' } }).then(answer => {
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    return answer.text()
  })
  if (!navigator.clipboard) return copyOldWay(await text)
  // Safari allows copying only if it begins in the click itself: it takes the promise.
  if (typeof ClipboardItem === 'function') {
    const blob = text.then(each => new Blob([each], { type: 'text/plain' }))
    return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
  }
  return navigator.clipboard.writeText(await text)
}

/** Pages over plain http have no clipboard of their own. @param {string} text */
const copyOldWay = text => {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (!done) throw new Error('not copied')
}

/** @param {HTMLElement} link @param {string} words */
const tell = (link, words) => {
  const label = link.querySelector('span')
  if (label === null) return
  label.dataset.label ??= label.textContent ?? ''
  label.textContent = words
  announce(words)
  setTimeout(() => {
    label.textContent = label.dataset.label ?? ''
  }, shownMs)
}
