/** Lets one loop sleep until something has happened. */
export interface Inbox {
  readonly wake: () => void
  /** Until it is woken or the time is over; at once where it was woken since the last pause. */
  pause(ms: number): Promise<void>
}

/** @param signal wakes the loop for good when it aborts */
export const createInbox = (signal: AbortSignal): Inbox => {
  let isWoken = false
  let resume = () => {}
  const wake = () => {
    isWoken = true
    resume()
  }
  signal.addEventListener('abort', wake, { once: true })
  return {
    wake,
    async pause(ms) {
      if (!isWoken && !signal.aborted) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, ms)
          resume = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      isWoken = false
    },
  }
}
