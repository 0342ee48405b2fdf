/** @type {HTMLElement | null} */
let voice = null

/** Has a short text read out by screen readers, when they are idle. @param {string} text */
export const announce = text => {
  if (voice === null) {
    voice = document.createElement('p')
    voice.className = 'visually-hidden'
    voice.setAttribute('role', 'status')
    document.body.append(voice)
  }
  voice.textContent = text
}
