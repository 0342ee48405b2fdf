/** Changes light and dark at once, and lets the server remember it. */
export const installTheme = () => {
  document.addEventListener('submit', event => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement && submitter instanceof HTMLButtonElement)) return
    if (!form.hasAttribute('data-theme-choice')) return
    event.preventDefault()
    const theme = submitter.value
    const page = document.documentElement
    if (theme === 'system') delete page.dataset.theme
    else page.dataset.theme = theme
    document
      .querySelector('meta[name=color-scheme]')
      ?.setAttribute('content', theme === 'system' ? 'light dark' : theme)
    for (const choice of form.querySelectorAll('.choice')) {
      choice.setAttribute('aria-pressed', String(choice === submitter))
    }
    // Where it cannot be kept, the page at least looks as asked.
    fetch(form.action, { method: 'post', body: new URLSearchParams({ theme }), redirect: 'manual' }).catch(() => {})
  })
}
