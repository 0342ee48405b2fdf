import { gapCursor } from 'prosemirror-gapcursor'
import { history } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { tableEditing } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import { directionOf } from '../../domain/taxonomy.ts'
import { figureView } from './figure-view.ts'
import { findPlugin } from './find.ts'
import { hintsPlugin } from './hints.ts'
import { keysPlugin } from './keys.ts'
import type { Labels } from './labels.ts'
import { cleanPaste } from './paste.ts'
import { rulesPlugin } from './rules.ts'
import { createToolbar } from './toolbar.ts'

interface ViewProps {
  readonly host: HTMLElement
  /** Of the form; its id, label, hint and language become the editor's. */
  readonly area: HTMLTextAreaElement
  readonly labels: Labels
  readonly doc: Node
  readonly isReading: () => boolean
  readonly onChange: () => void
}

/** Opens the editor in the place of a textarea, which stays in the form unseen. */
export const openView = ({ host, area, labels, doc, isReading, onChange }: ViewProps): EditorView => {
  const { id } = area
  const label = host.querySelector('label')
  const language = () => area.lang
  const frame = document.createElement('div')
  frame.className = 'story'
  area.before(frame)
  const tools = createToolbar(labels)
  const view: EditorView = new EditorView(frame, {
    state: EditorState.create({
      doc,
      plugins: [
        rulesPlugin(language),
        ...keysPlugin(tools),
        history(),
        gapCursor(),
        tableEditing(),
        hintsPlugin(),
        findPlugin(),
      ],
    }),
    nodeViews: { figure: figureView(labels) },
    editable: () => !isReading(),
    transformPastedHTML: cleanPaste,
    attributes: () => ({
      id,
      class: 'input story-text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label?.textContent?.trim() ?? '',
      ...(area.getAttribute('aria-describedby')
        ? { 'aria-describedby': area.getAttribute('aria-describedby') ?? '' }
        : {}),
      'aria-readonly': String(isReading()),
      lang: area.lang,
      dir: directionOf(area.lang),
      spellcheck: 'true',
    }),
    dispatchTransaction: tr => {
      view.updateState(view.state.apply(tr))
      tools.update(view)
      if (tr.docChanged && tr.getMeta('story') !== 'set') onChange()
    },
  })
  // Links that lead to the field, and its label, lead to what stands in its place.
  area.id = `${id}-form`
  area.hidden = true
  const hint = document.getElementById(area.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')
  if (hint !== null) hint.textContent = labels.hint
  label?.addEventListener('click', () => view.focus())
  tools.attach(view, frame)
  return view
}
