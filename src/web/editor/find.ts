import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { occurrencesOf } from './occurrences.ts'
import { plainTextOf } from './plain-text.ts'

/** What is looked for. */
export interface Search {
  readonly words: string
  /** Letter by letter; else without regard to case, accents and the forms of letters. */
  readonly isExact: boolean
}

interface Found {
  readonly search: Search | null
  readonly set: DecorationSet
}

const key = new PluginKey<Found>('find')
const none: Found = { search: null, set: DecorationSet.empty }

/** Marks what is looked for, while the text changes. */
export const findPlugin = (): Plugin<Found> =>
  new Plugin({
    key,
    state: {
      init: () => none,
      apply: (tr, found) => {
        const search: Search | null | undefined = tr.getMeta(key)
        if (search === null) return none
        if (search === undefined && (found.search === null || !tr.docChanged)) return found
        return look(tr.doc, search ?? found.search)
      },
    },
    props: { decorations: state => key.getState(state)?.set },
  })

const look = (doc: Node, search: Search | null): Found => {
  if (search === null) return none
  const places = plainTextOf(doc).stretches.flatMap(({ pos, text }) =>
    occurrencesOf(text, search).map(({ from, to }) =>
      Decoration.inline(pos + from, pos + to, { class: 'story-found' }),
    ),
  )
  return { search, set: DecorationSet.create(doc, places) }
}

/** Looks for something from now on; null: for nothing. */
export const setSearch = (view: EditorView, search: Search | null): void => {
  const wanted = search !== null && search.words !== '' ? search : null
  view.dispatch(view.state.tr.setMeta(key, wanted).setMeta('addToHistory', false))
}

const placesIn = ({ state }: EditorView): { from: number; to: number }[] =>
  (key.getState(state)?.set.find() ?? []).sort((a, b) => a.from - b.from)

/** How many there are, and which of them is selected: 1, 2, 3 …, or 0. */
export const countFound = (view: EditorView): { number: number; count: number } => {
  const places = placesIn(view)
  const { from, to } = view.state.selection
  return { number: places.findIndex(each => each.from === from && each.to === to) + 1, count: places.length }
}

/** Goes to the next or the one before, around the ends. */
export const goToFound = (view: EditorView, step: 1 | -1): void => {
  const places = placesIn(view)
  const { from, to } = view.state.selection
  const next =
    step === 1
      ? (places.find(each => each.from >= to && each.from !== from) ?? places[0])
      : (places.findLast(each => each.to <= from) ?? places.at(-1))
  if (next === undefined) return
  const selection = TextSelection.create(view.state.doc, next.from, next.to)
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
}

/** Writes something else for the one that is selected, and goes on; where none is, goes to the next. */
export const replaceFound = (view: EditorView, words: string): void => {
  const { from, to } = view.state.selection
  if (countFound(view).number > 0) view.dispatch(replaced(view, [{ from, to }], words))
  goToFound(view, 1)
}

/** Writes something else for all, in one step that can be undone. */
export const replaceAllFound = (view: EditorView, words: string): void => {
  view.dispatch(replaced(view, placesIn(view), words))
}

/** A step of its own for undo, however soon after typing. */
const replaced = (view: EditorView, places: readonly { from: number; to: number }[], words: string) =>
  [...places]
    .reverse()
    .reduce(
      (tr, { from, to }) => (words === '' ? tr.delete(from, to) : tr.insertText(words, from, to)),
      closeHistory(view.state.tr),
    )
