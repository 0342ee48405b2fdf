// Choosing why a story is taken back proposes the sentence for readers; what somebody wrote stays.
const line = document.getElementById('field-line')
const reason = document.getElementById('field-reason')
const sentences = JSON.parse(document.querySelector('[data-lines]')?.getAttribute('data-lines') ?? '{}')

if (line instanceof HTMLTextAreaElement && reason instanceof HTMLSelectElement) {
  reason.addEventListener('change', () => {
    if (line.value !== '' && !Object.values(sentences).includes(line.value)) return
    line.value = sentences[reason.value] ?? ''
    line.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
