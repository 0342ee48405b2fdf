/** What the editor says, in the language of the screen; src/desk/write/body-field.tsx gives it. */
export const labelNames = [
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
  ...(['rowBefore', 'rowAfter', 'columnBefore', 'columnAfter', 'rowDelete', 'columnDelete', 'tableHeader'] as const),
  ...(['tableDelete', 'toolbar', 'close', 'address', 'addressWrong', 'linkSet', 'linkRemove'] as const),
  ...(['search', 'replacement', 'exact', 'next', 'previous', 'replace', 'replaceAll', 'found', 'foundNone'] as const),
  ...(['caption', 'figure', 'figureRemove', 'figureMissing', 'hint'] as const),
] as const
export type LabelName = (typeof labelNames)[number]
export type Labels = Readonly<Record<LabelName, string>>
