import { type Now, postDraft } from './door.ts'

interface FollowProps {
  readonly address: string
  readonly tab: string
  /** Of the text that the page shows. */
  readonly revision: () => number
  readonly onNow: (now: Now) => void
}

export interface Follow {
  /** Asks for the lease. */
  takeOver(): Promise<void>
  /** Gives up the place; it is taken again by `claim`. */
  leave(): void
  claim(): Promise<void>
}

const claimMs = 5_000
const hiddenMs = 60_000
const wasKey = 'dateline-tab-was'

/** Says that this tab has the draft open, and hears of everybody else and of the text as it is saved. */
export const followDraft = ({ address, tab, revision, onNow }: FollowProps): Follow => {
  let was = sessionStorage.getItem(wasKey)
  sessionStorage.removeItem(wasKey)
  let source: EventSource | null = null
  let hiding = 0
  let isGone = false

  const tell = async (act: string) => {
    const answer = await postDraft(address, act, { tab, was, revision: revision() })
    if (answer.kind !== 'ok' || isGone) return
    was = null
    onNow(answer.now)
  }
  const open = () => {
    if (source !== null || isGone) return
    source = new EventSource(`${address}/live?tab=${tab}&revision=${revision()}`)
    source.addEventListener('replace', event => onNow(JSON.parse(event.data)))
    source.addEventListener('end', () => close())
  }
  const close = () => {
    source?.close()
    source = null
  }
  window.setInterval(() => isGone || void tell('presence'), claimMs)
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding)
    if (document.visibilityState === 'hidden') {
      // Browsers allow six connections to a server: pages nobody looks at give theirs back.
      hiding = window.setTimeout(close, hiddenMs)
      return
    }
    void tell('presence')
    open()
  })
  return {
    takeOver: () => tell('take-over'),
    claim: async () => {
      await tell('presence')
      open()
    },
    leave() {
      isGone = true
      close()
      sessionStorage.setItem(wasKey, tab)
      void postDraft(address, 'leave', { tab, revision: 0 }, true)
    },
  }
}
