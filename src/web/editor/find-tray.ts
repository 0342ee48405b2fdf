import type { EditorView } from 'prosemirror-view'
import { countFound, goToFound, replaceAllFound, replaceFound, setSearch } from './find.ts'
import type { Labels } from './labels.ts'
import { makeButton, makeInput, type Tray } from './tray.ts'

/** Finds and replaces; it stays open while somebody writes. */
export const openFindTray = (view: EditorView, tray: Tray, labels: Labels): void => {
  const { from, to } = view.state.selection
  const chosen = view.state.doc.textBetween(from, to, ' ')
  const count = document.createElement('p')
  count.className = 'meta num story-count'
  count.setAttribute('role', 'status')
  const draw = () => {
    const found = countFound(view)
    count.textContent =
      words.input.value === ''
        ? ''
        : found.count === 0
          ? labels.foundNone
          : labels.found.replace('{number}', String(found.number)).replace('{count}', String(found.count))
  }
  const search = () => {
    setSearch(view, { words: words.input.value, isExact: exact.checked })
    draw()
  }
  const act = (what: () => void) => () => {
    what()
    draw()
  }
  const words = makeInput(labels.search, chosen.length > 100 ? '' : chosen, isBack =>
    act(() => goToFound(view, isBack ? -1 : 1))(),
  )
  const other = makeInput(labels.replacement, '', () => act(() => replaceFound(view, other.input.value))())
  const exact = document.createElement('input')
  exact.type = 'checkbox'
  const exactFrame = document.createElement('label')
  exactFrame.className = 'story-check'
  exactFrame.append(exact, labels.exact)
  words.input.addEventListener('input', search)
  exact.addEventListener('change', event => {
    event.stopPropagation()
    search()
  })
  const parts = [
    words.frame,
    count,
    makeButton(
      labels.previous,
      act(() => goToFound(view, -1)),
    ),
    makeButton(
      labels.next,
      act(() => goToFound(view, 1)),
    ),
    other.frame,
    makeButton(
      labels.replace,
      act(() => replaceFound(view, other.input.value)),
    ),
    makeButton(
      labels.replaceAll,
      act(() => replaceAllFound(view, other.input.value)),
    ),
    exactFrame,
  ]
  tray.open('find', parts, () => setSearch(view, null))
  search()
}
