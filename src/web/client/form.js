import { pluralText } from './plural.js'

/** Forms: nothing unsaved is left by accident, nothing is sent twice, Ctrl or ⌘ with Enter sends, fields count what is written. */
export const installForms = () => {
  for (const form of document.forms) {
    if (form.hasAttribute('data-guard')) guard(form)
  }
  for (const field of document.querySelectorAll('[data-count]')) {
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) count(field)
  }
  document.addEventListener('submit', sendOnce)
  document.addEventListener('keydown', sendByKey)
  // A page that the browser kept comes back with its buttons as they were left.
  window.addEventListener('pageshow', () => {
    for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy')
    for (const form of document.forms) delete form.dataset.sent
  })
}

/** @param {HTMLFormElement} form */
const guard = form => {
  // Files are compared by name; what matters is whether anything differs.
  const state = () =>
    JSON.stringify(
      [...new FormData(form)]
        // A form that saves itself says what it does not save.
        .filter(([name]) => form.dataset.unsaved === undefined || new RegExp(form.dataset.unsaved, 'u').test(name))
        .map(([name, value]) => [name, value instanceof File ? value.name : value]),
    )
  let saved = state()
  new MutationObserver(() => {
    saved = state()
  }).observe(form, { attributeFilter: ['data-unsaved'] })
  window.addEventListener('beforeunload', event => {
    if (form.dataset.sent === undefined && state() !== saved) event.preventDefault()
  })
}

/** @param {SubmitEvent} event */
const sendOnce = event => {
  const { target: form, submitter } = event
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return
  if (form.hasAttribute('data-again')) return
  if (form.dataset.sent !== undefined) {
    event.preventDefault()
    return
  }
  form.dataset.sent = ''
  submitter?.setAttribute('aria-busy', 'true')
}

/** @param {KeyboardEvent} event */
const sendByKey = event => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return
  const form = event.target.closest('form[data-submit-key]') ?? document.querySelector('form[data-submit-key]')
  if (!(form instanceof HTMLFormElement)) return
  event.preventDefault()
  form.requestSubmit()
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
const count = field => {
  const forms = JSON.parse(field.dataset.count ?? '{}')
  const shown = document.createElement('p')
  shown.className = 'field-count num'
  field.closest('.field')?.append(shown)
  const draw = () => {
    const written = field.value.length
    shown.textContent = pluralText(forms, field.maxLength > 0 ? field.maxLength - written : written)
    shown.toggleAttribute('data-over', field.maxLength > 0 && written >= field.maxLength)
  }
  field.addEventListener('input', draw)
  draw()
}
