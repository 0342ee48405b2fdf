import type { Inputs } from './device.ts'

/** As src/desk/write/draft-now.ts gives it. */
export interface Now {
  readonly revision: number
  readonly savedAt: string | null
  readonly savedBy: string | null
  readonly stage: string
  readonly closed: 'sent' | 'discarded' | null
  readonly writes: boolean
  readonly writer: { readonly name: string; readonly since: string; readonly isMe: boolean } | null
  readonly readers: readonly string[]
  readonly fields?: Inputs
}

/** What the desk answered. */
export type Answer =
  | { readonly kind: 'ok'; readonly now: Now }
  /** Another text stands, or another tab writes; what was sent is put aside where nobody is there to decide. */
  | { readonly kind: 'moved'; readonly now: Now; readonly isAside: boolean }
  | { readonly kind: 'signed-out' }
  /** It will never take it; in words. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Nobody answered, or an error on its side: to be tried again. */
  | { readonly kind: 'failed'; readonly isReached: boolean }

const patienceMs = 15_000

/** Posts to `/desk/drafts/{id}/{act}`. @param isLeaving the page goes away, the request stays */
export const postDraft = async (address: string, act: string, body: object, isLeaving = false): Promise<Answer> => {
  try {
    const answer = await fetch(`${address}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': csrfOfPage() },
      body: JSON.stringify(body),
      ...(isLeaving ? { keepalive: true } : { signal: AbortSignal.timeout(patienceMs) }),
    })
    return await understand(answer)
  } catch {
    return { kind: 'failed', isReached: false }
  }
}

const understand = async (answer: Response): Promise<Answer> => {
  if (answer.ok) return { kind: 'ok', now: await answer.json() }
  if (answer.status === 401) return { kind: 'signed-out' }
  if (answer.status >= 500 || answer.status === 429) return { kind: 'failed', isReached: true }
  const problem = await answer.json().catch(() => ({}))
  if (answer.status === 409 && problem.now !== undefined)
    return { kind: 'moved', now: problem.now, isAside: problem.isAside === true }
  if (typeof problem.type === 'string' && problem.type.endsWith('stale-form')) return { kind: 'signed-out' }
  return { kind: 'refused', why: String(problem.detail ?? answer.status) }
}

const tokens = () => document.querySelectorAll<HTMLInputElement>('input[name=csrf]')
const csrfOfPage = (): string => tokens()[0]?.value ?? ''

/** Whoever is signed in now: takes over their token for every form of the page. @returns their id; null: nobody, or nobody answers */
export const askAtDoor = async (address: string): Promise<string | null> => {
  try {
    const answer = await fetch(`${address}/door`, { headers: { accept: 'application/json' }, cache: 'no-store' })
    if (!answer.ok) return null
    const { csrf, person } = await answer.json()
    for (const input of tokens()) input.value = csrf
    return person
  } catch {
    return null
  }
}
