import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { placeOf, plainTextOf } from './plain-text.ts'

/** Something to look at in the text; `from` and `to` are offsets in its plain text, `kind` names the class `hint-…`. */
export interface TextHint {
  readonly from: number
  readonly to: number
  readonly kind: string
  /** What is to be said of it, in the language of the screen. */
  readonly message: string
}

const key = new PluginKey<DecorationSet>('hints')

/** Keeps hints where they belong while the text around them changes. */
export const hintsPlugin = (): Plugin<DecorationSet> =>
  new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => tr.getMeta(key) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: state => key.getState(state) },
  })

/** Underlines these hints and no others. */
export const showHints = (view: EditorView, hints: readonly TextHint[]): void => {
  const plain = plainTextOf(view.state.doc)
  const decorations = hints.flatMap(({ from, to, kind, message }) => {
    const [start, end] = [placeOf(plain, from), placeOf(plain, to)]
    if (start === null || end === null || start >= end) return []
    return [Decoration.inline(start, end, { class: `hint hint-${kind}`, title: message })]
  })
  view.dispatch(
    view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, decorations)).setMeta('addToHistory', false),
  )
}
