import { toggleMark } from 'prosemirror-commands'
import type { Mark } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { Labels } from './labels.ts'
import { isAddress, markType } from './schema.ts'
import { makeButton, makeInput, type Tray } from './tray.ts'

/** The link around the cursor, as far as it reaches. */
const linkAround = (view: EditorView): { mark: Mark; from: number; to: number } | null => {
  const { $from } = view.state.selection
  const type = markType('link')
  const mark = type.isInSet($from.marks()) ?? type.isInSet($from.nodeAfter?.marks ?? [])
  if (mark === undefined) return null
  let [from, to] = [$from.start(), $from.start()]
  let isFound = false
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset
    if (!mark.isInSet(node.marks)) {
      if (!isFound) from = start + node.nodeSize
      return
    }
    if (start > $from.pos && !isFound) return
    if (!isFound) [from, to] = [start, start]
    if (to === start) to = start + node.nodeSize
    if (from <= $from.pos && to >= $from.pos) isFound = true
  })
  return isFound ? { mark, from, to } : null
}

/** Whether there is something that could lead somewhere: a selection, or a link at the cursor. */
export const canLink = (view: EditorView): boolean => !view.state.selection.empty || linkAround(view) !== null

/** Asks where the selection leads. */
export const openLinkTray = (view: EditorView, tray: Tray, labels: Labels): void => {
  const around = view.state.selection.empty ? linkAround(view) : null
  const set = () => {
    const typed = input.value.trim()
    const href = /^[\w-]+(\.[\w-]+)+(\/|$)/u.test(typed) ? `https://${typed}` : typed
    if (!isAddress(href)) {
      input.setAttribute('aria-invalid', 'true')
      wrong.textContent = labels.addressWrong
      input.focus()
      return
    }
    const { from, to } = around ?? view.state.selection
    const type = markType('link')
    view.dispatch(view.state.tr.removeMark(from, to, type).addMark(from, to, type.create({ href })))
    tray.close()
  }
  const remove = () => {
    if (around !== null) view.dispatch(view.state.tr.removeMark(around.from, around.to, markType('link')))
    else toggleMark(markType('link'))(view.state, view.dispatch)
    tray.close()
  }
  const href = around?.mark.attrs.href
  const { frame, input } = makeInput(labels.address, typeof href === 'string' ? href : 'https://', set)
  input.type = 'url'
  input.dir = 'ltr'
  const wrong = document.createElement('p')
  wrong.className = 'field-error'
  wrong.setAttribute('role', 'status')
  tray.open('link', [
    frame,
    makeButton(labels.linkSet, set),
    ...(around === null ? [] : [makeButton(labels.linkRemove, remove)]),
    wrong,
  ])
}
