import { toggleMark } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { type Command, TextSelection } from 'prosemirror-state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  toggleHeader,
} from 'prosemirror-tables'
import type { EditorView } from 'prosemirror-view'
import { openFindTray } from './find-tray.ts'
import { type ToolKeys, toggleBlock, toggleList } from './keys.ts'
import type { LabelName, Labels } from './labels.ts'
import { canLink, openLinkTray } from './link-tray.ts'
import { markType, nodeType } from './schema.ts'
import { openSignsTray } from './signs-tray.ts'
import { createTray, makeButton, type Tray } from './tray.ts'

export interface Tools extends ToolKeys {
  /** Puts tools and tray before the text. */
  attach(view: EditorView, frame: HTMLElement): void
  /** Shows what holds at the cursor. */
  update(view: EditorView): void
}

const commands: Partial<Record<LabelName, Command>> = {
  bold: toggleMark(markType('strong')),
  italic: toggleMark(markType('em')),
  heading: toggleBlock('heading'),
  quote: toggleBlock('blockquote'),
  bullets: toggleList('bullet_list'),
  numbers: toggleList('ordered_list'),
  table: (state, dispatch) => insertTable(state, dispatch),
  undo,
  redo,
}
const inTable: Partial<Record<LabelName, Command>> = {
  rowBefore: addRowBefore,
  rowAfter: addRowAfter,
  columnBefore: addColumnBefore,
  columnAfter: addColumnAfter,
  rowDelete: deleteRow,
  columnDelete: deleteColumn,
  tableHeader: toggleHeader('row'),
  tableDelete: deleteTable,
}
const order: readonly LabelName[] = [
  ...([
    'bold',
    'italic',
    'link',
    'heading',
    'quote',
    'bullets',
    'numbers',
    'table',
    'signs',
    'find',
    'undo',
    'redo',
  ] as const),
]

/** A table of two columns with a header, below the paragraph with the cursor. */
const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false
  const row = (name: 'table_header' | 'table_cell') => {
    const cell = () => nodeType(name).create(null, nodeType('paragraph').create())
    return nodeType('table_row').create(null, [cell(), cell()])
  }
  const { $head } = state.selection
  const at = $head.depth === 0 ? $head.pos : $head.after(1)
  const table = nodeType('table').create(null, [row('table_header'), row('table_cell'), row('table_cell')])
  const tr = state.tr.insert(at, table)
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView())
  return true
}

/** The quiet bar above the text: one stop of the Tab key from the text by Alt+F10, its tools by the arrow keys. */
export const createToolbar = (labels: Labels): Tools => {
  const bar = document.createElement('div')
  bar.className = 'story-tools'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', labels.toolbar)
  let view: EditorView | null = null
  let tray: Tray | null = null
  const run = (command: Command) => () => {
    if (view === null || !view.editable) return
    command(view.state, view.dispatch, view)
    view.focus()
  }
  const open =
    (name: string, show: (view: EditorView, tray: Tray) => void): Command =>
    (_state, dispatch) => {
      if (view === null || tray === null || !view.editable) return false
      if (dispatch === undefined) return true
      if (tray.openName() === name) tray.close()
      else show(view, tray)
      return true
    }
  const openLink = open('link', (view, tray) => openLinkTray(view, tray, labels))
  const keys: ToolKeys = {
    openLink: (state, dispatch) => view !== null && canLink(view) && openLink(state, dispatch),
    openFind: open('find', (view, tray) => openFindTray(view, tray, labels)),
    openSigns: open('signs', (view, tray) => openSignsTray(view, tray, labels.signs)),
    focusTools: () => {
      bar.querySelector<HTMLElement>('button:not([hidden])')?.focus()
      return true
    },
  }
  const trays: Partial<Record<LabelName, Command>> = { link: keys.openLink, signs: keys.openSigns, find: keys.openFind }
  const button = (name: LabelName, command: Command): HTMLButtonElement => {
    const made = makeButton(
      labels[name],
      trays[name] ? () => view && command(view.state, view.dispatch, view) : run(command),
    )
    made.dataset.tool = name
    made.tabIndex = -1
    // The selection stays where it is.
    made.addEventListener('mousedown', event => event.preventDefault())
    return made
  }
  const plain = order.map(name => button(name, trays[name] ?? commands[name] ?? (() => false)))
  const ofTable = Object.entries(inTable).map(([name, command]) => button(name as LabelName, command))
  bar.append(...plain, ...ofTable)
  bar.addEventListener('keydown', event => moveAlong(event, bar, () => view?.focus()))
  return {
    ...keys,
    attach(opened, frame) {
      view = opened
      tray = createTray(labels.close, () => opened.focus())
      frame.prepend(bar, tray.dom)
      this.update(opened)
    },
    update({ state, editable }) {
      bar.hidden = !editable
      const isTable = isInTable(state)
      for (const each of ofTable) each.hidden = !isTable
      for (const each of plain) each.setAttribute('aria-pressed', String(isPressed(each.dataset.tool ?? '', state)))
      for (const name of ['table', 'signs', 'find', 'undo', 'redo', 'link'])
        bar.querySelector(`[data-tool=${name}]`)?.removeAttribute('aria-pressed')
    },
  }
}

const isPressed = (name: string, state: EditorView['state']): boolean => {
  const { $from, from, to, empty } = state.selection
  const marks = state.storedMarks ?? $from.marks()
  if (name === 'bold' || name === 'italic') {
    const type = markType(name === 'bold' ? 'strong' : 'em')
    return empty ? type.isInSet(marks) !== undefined : state.doc.rangeHasMark(from, to, type)
  }
  if (name === 'heading') return $from.parent.type === nodeType('heading')
  if (name === 'quote') return $from.parent.type === nodeType('blockquote')
  const list = $from.depth >= 2 ? $from.node(-2).type : null
  if (name === 'bullets') return list === nodeType('bullet_list')
  return name === 'numbers' && list === nodeType('ordered_list')
}

/** Arrow keys go from tool to tool, Esc back to the text. */
const moveAlong = (event: KeyboardEvent, bar: HTMLElement, leave: () => void): void => {
  const tools = [...bar.querySelectorAll<HTMLElement>('button:not([hidden])')]
  const at = tools.findIndex(each => each === event.target)
  const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const step = event.key === forward ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? -1 : 0
  if (event.key === 'Escape') leave()
  else if (step !== 0) tools[(at + step + tools.length) % tools.length]?.focus()
  else return
  event.preventDefault()
  event.stopPropagation()
}
