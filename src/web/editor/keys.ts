import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  selectNodeBackward,
  setBlockType,
  toggleMark,
} from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { liftListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, type Plugin, TextSelection } from 'prosemirror-state'
import { goToNextCell } from 'prosemirror-tables'
import { markType, nodeType } from './schema.ts'

/** What the tools beside the text can be asked for by a key. */
export interface ToolKeys {
  readonly openLink: Command
  readonly openFind: Command
  readonly openSigns: Command
  /** Goes to the first of the tools. */
  readonly focusTools: Command
}

/** A caption ends with Enter: what follows is a new paragraph. */
const leaveFigure: Command = (state, dispatch) => {
  const { $head } = state.selection
  if ($head.parent.type !== nodeType('figure')) return false
  const after = $head.after()
  const tr = state.tr.insert(after, nodeType('paragraph').create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** At the beginning of a subheading or a quotation Backspace makes it a paragraph. */
const toParagraph: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection
  if (!$cursor || $cursor.parentOffset > 0) return false
  const { type } = $cursor.parent
  if (type !== nodeType('heading') && type !== nodeType('blockquote')) return false
  return setBlockType(nodeType('paragraph'))(state, dispatch)
}

/** At the beginning of a list item Backspace takes it out of the list. */
const liftAtStart: Command = (state, dispatch, view) => {
  const { $cursor } = state.selection as TextSelection
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.depth < 2) return false
  if ($cursor.node(-1).type !== nodeType('list_item')) return false
  return liftListItem(nodeType('list_item'))(state, dispatch, view)
}

/** Makes the paragraphs of the selection something, or paragraphs again where they are that already. */
export const toggleBlock =
  (name: 'heading' | 'blockquote'): Command =>
  (state, dispatch) => {
    const isSet = state.selection.$from.parent.type === nodeType(name)
    return setBlockType(nodeType(isSet ? 'paragraph' : name))(state, dispatch)
  }

/** Makes the paragraphs of the selection a list, or takes them out of one. */
export const toggleList =
  (name: 'bullet_list' | 'ordered_list'): Command =>
  (state, dispatch) => {
    const { $from } = state.selection
    const list = $from.depth >= 2 ? $from.node(-2) : null
    if (list?.type === nodeType(name)) return liftListItem(nodeType('list_item'))(state, dispatch)
    if (list?.type === nodeType('bullet_list') || list?.type === nodeType('ordered_list')) {
      dispatch?.(state.tr.setNodeMarkup($from.before(-2), nodeType(name)))
      return true
    }
    return wrapInList(nodeType(name))(state, dispatch)
  }

export const keysPlugin = (tools: ToolKeys): Plugin[] => {
  const enter = chainCommands(
    leaveFigure,
    splitListItem(nodeType('list_item')),
    liftListItem(nodeType('list_item')),
    ...(baseKeymap.Enter === undefined ? [] : [baseKeymap.Enter]),
  )
  return [
    keymap({
      'Mod-z': undo,
      'Mod-y': redo,
      'Shift-Mod-z': redo,
      'Mod-b': toggleMark(markType('strong')),
      'Mod-i': toggleMark(markType('em')),
      'Mod-k': tools.openLink,
      'Mod-f': tools.openFind,
      'Mod-Shift-s': tools.openSigns,
      'Alt-F10': tools.focusTools,
      'Mod-Shift-2': toggleBlock('heading'),
      'Mod-Shift-7': toggleList('ordered_list'),
      'Mod-Shift-8': toggleList('bullet_list'),
      'Mod-Shift-9': toggleBlock('blockquote'),
      Enter: enter,
      'Shift-Enter': enter,
      Tab: goToNextCell(1),
      'Shift-Tab': goToNextCell(-1),
      Backspace: chainCommands(
        undoInputRule,
        deleteSelection,
        toParagraph,
        liftAtStart,
        joinBackward,
        selectNodeBackward,
      ),
      'Mod-Shift-Enter': createParagraphNear,
    }),
    keymap(baseKeymap),
  ]
}
