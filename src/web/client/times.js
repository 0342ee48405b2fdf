/** Hovering or focusing a time adds the reader's own to what it tells, where that is another. */
export const installTimes = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const write = new Intl.DateTimeFormat(document.documentElement.lang, {
    ...{ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', numberingSystem: 'latn' },
  })
  /** @param {Event} event */
  const tell = event => {
    const time = event.target instanceof Element ? event.target.closest('time[data-yours]') : null
    if (!(time instanceof HTMLTimeElement) || time.dataset.told !== undefined) return
    time.dataset.told = ''
    if (!time.title.includes(zone))
      time.title += `\n${time.dataset.yours}: ${write.format(new Date(time.dateTime))} · ${zone}`
  }
  document.addEventListener('mouseover', tell)
  document.addEventListener('focusin', tell)
}
