import type { StoryEditor } from '../editor/story-editor.ts'

interface Begun {
  readonly group: string
  readonly pictures: readonly { readonly draft: string; readonly caption: string }[]
}

const lookMs = 200
const patienceMs = 15_000
const againMs = 3_000
const mostTries = 40

/**
 * Pictures of a story, in its form: what `<media-upload>` has brought in becomes drafts that are put into the text in the order of their files; alternative
 * texts are written beside them; what was taken out can be put back.
 */
export const installStoryPictures = (form: HTMLFormElement): void => {
  const upload = form.querySelector('media-upload')
  let waiting: readonly string[] = []
  const lost = form.querySelector<HTMLElement>('.pictures-lost')
  const put = async (assets: readonly string[]): Promise<void> => {
    waiting = [...waiting, ...assets]
    try {
      await putIntoText(form, waiting)
      waiting = []
      if (lost !== null) lost.hidden = true
    } catch {
      if (lost !== null) lost.hidden = false
    }
  }
  upload?.addEventListener('uploads-in', event => event instanceof CustomEvent && void put(event.detail))
  lost?.querySelector('button')?.addEventListener('click', () => void put([]))
  form.addEventListener('error', showAgain, { capture: true })
  form.addEventListener('click', event => {
    const back = event.target instanceof Element ? event.target.closest<HTMLElement>('.picture-back') : null
    const { draft, caption = '' } = back?.dataset ?? {}
    if (draft !== undefined) editorOf(form)?.insertFigure({ draft, caption })
  })
  form.addEventListener('change', event => {
    const { target } = event
    if (target instanceof HTMLTextAreaElement && target.classList.contains('picture-alt'))
      void keepAltText(form, target)
  })
}

/** The sizes of a picture that was just brought in are still being made: it is asked for again, some times. */
const showAgain = (event: Event): void => {
  const { target: picture } = event
  if (!(picture instanceof HTMLImageElement) || !picture.classList.contains('story-picture-thumb')) return
  const tries = Number(picture.dataset.tries ?? 0) + 1
  if (tries > mostTries) return
  picture.dataset.tries = String(tries)
  setTimeout(() => picture.setAttribute('src', `${picture.src.split('?', 1)[0]}?again=${tries}`), againMs)
}

const editorOf = (form: HTMLFormElement): StoryEditor | null => form.querySelector<StoryEditor>('story-editor')

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>(`[name="${name}"]`)

const post = async (form: HTMLFormElement, path: string, fields: readonly [string, string][]): Promise<Response> => {
  const body = new URLSearchParams([['csrf', inputOf(form, 'csrf')?.value ?? ''], ...fields])
  const answer = await fetch(`${form.action}/${path}`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer
}

const putIntoText = async (form: HTMLFormElement, assets: readonly string[]): Promise<void> => {
  const editor = editorOf(form)
  if (editor === null || assets.length === 0) return
  const group = inputOf(form, 'group')
  if (group !== null && group.value.trim() === '') {
    group.value = makeGroup()
    group.dispatchEvent(new Event('input', { bubbles: true }))
  }
  // A picture belongs to a draft: one that has not been saved yet saves itself in a moment, now that it has a group.
  await untilSaved(form)
  const fields = [
    ...assets.map((asset): [string, string] => ['asset', asset]),
    ['group', group?.value ?? ''] as [string, string],
  ]
  const begun = (await (await post(form, 'story-pictures', fields)).json()) as Begun
  // Each is put below the paragraph with the cursor: the last first.
  for (const { draft, caption } of begun.pictures.toReversed()) editor.insertFigure({ draft, caption })
}

const makeGroup = (): string => {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  return `group-${day}-${crypto.randomUUID().slice(0, 8)}`
}

const untilSaved = async (form: HTMLFormElement): Promise<void> => {
  for (let waited = 0; (inputOf(form, 'revision')?.value ?? '0') === '0'; waited += lookMs) {
    if (waited >= patienceMs) throw new Error('not saved')
    await new Promise(resolve => setTimeout(resolve, lookMs))
  }
}

const keepAltText = async (form: HTMLFormElement, area: HTMLTextAreaElement): Promise<void> => {
  const path = new URL(form.action).pathname.replace(/[^/]+$/u, area.dataset.draft ?? '')
  const body = new URLSearchParams([
    ['csrf', inputOf(form, 'csrf')?.value ?? ''],
    ['altText', area.value],
  ])
  const answer = await fetch(`${path}/alt-text`, { method: 'POST', body }).catch(() => null)
  area.toggleAttribute('data-unsaved', answer?.ok !== true)
  if (answer?.ok === true && area.value.trim() !== '') area.removeAttribute('aria-invalid')
}
