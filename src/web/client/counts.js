/** What is left of the day's downloads, brought up to date after one was taken. */
const afterMs = 1_200

const refresh = async () => {
  const standing = document.getElementById('quota')
  if (standing === null) return
  const answer = await fetch('/portal/quota', { headers: { Accept: 'text/html' } })
  if (!answer.ok) return
  const template = document.createElement('template')
  template.innerHTML = await answer.text()
  const next = template.content.getElementById('quota')
  if (next !== null) standing.replaceWith(next)
}

/** @param {Event} event */
const soon = event => {
  const isCounted = event.target instanceof Element && event.target.closest('[data-counts]') !== null
  // What cannot be asked now is said by the next page.
  if (isCounted) setTimeout(() => refresh().catch(() => {}), afterMs)
}

document.addEventListener('click', soon)
// A film is fetched when it is played; such events do not bubble.
document.addEventListener('playing', soon, { capture: true })
