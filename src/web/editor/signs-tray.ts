import type { EditorView } from 'prosemirror-view'
import { makeButton, type Tray } from './tray.ts'

/** What is not on every keyboard, a row of a kind each: dashes and quotes, money and measures, Turkish and other letters, Arabic. */
const signs = [
  '–—…“”‘’«»‹›·•',
  '€£₺$¥₽₴½¼¾°′″%‰±×÷²³§©®™',
  'ÇçĞğİıÖöŞşÜüâîûÂÎÛéèêáäñøåæßłž',
  '،؛؟ـ«»٪٫٬ءآأإؤئة٠١٢٣٤٥٦٧٨٩',
]

/** A table of signs, gone through by the arrow keys; what is chosen stands at the cursor, and the table stays for more. */
export const openSignsTray = (view: EditorView, tray: Tray, label: string): void => {
  const grid = document.createElement('div')
  grid.className = 'story-signs'
  grid.setAttribute('role', 'group')
  grid.setAttribute('aria-label', label)
  const write = (sign: string) => view.dispatch(view.state.tr.insertText(sign).scrollIntoView())
  const rows = signs.map(row => {
    const line = document.createElement('div')
    line.append(...[...row].map(sign => makeButton(sign, () => write(sign), 'story-sign')))
    return line
  })
  grid.append(...rows)
  const buttons = rows.map(row => [...row.querySelectorAll('button')])
  const all = buttons.flat()
  for (const button of all.slice(1)) button.tabIndex = -1
  grid.addEventListener('keydown', event => {
    const r = buttons.findIndex(row => row.some(each => each === event.target))
    const c = buttons[r]?.findIndex(each => each === event.target) ?? 0
    const forward = getComputedStyle(grid).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const sideways = event.key === forward ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? -1 : 0
    const down = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (r === -1 || (sideways === 0 && down === 0)) return
    event.preventDefault()
    const row = buttons[(r + down + buttons.length) % buttons.length] ?? []
    const next = row[Math.min(row.length - 1, (c + sideways + row.length) % row.length)] ?? row[0]
    for (const button of all) button.tabIndex = button === next ? 0 : -1
    next?.focus()
  })
  tray.open('signs', [grid])
}
