/** Tells with a form where in its text the reader was writing, so that what is put in stands there. */
for (const input of document.querySelectorAll('input[data-caret-of]')) {
  if (!(input instanceof HTMLInputElement)) continue
  const text = document.getElementById(input.dataset.caretOf ?? '')
  // One who has not written there has no place in it.
  let isEntered = false
  text?.addEventListener('focus', () => {
    isEntered = true
  })
  input.form?.addEventListener('submit', () => {
    if (isEntered && text instanceof HTMLTextAreaElement) input.value = String(text.selectionStart)
  })
}
