/** How a field holds several: one a line, parted by commas, or only one. */
export type Parting = 'lines' | 'commas' | 'one'

/** What stands in a field, one by one. */
export const partsOf = (text: string, parting: Parting): string[] =>
  (parting === 'one' ? [text] : text.split(parting === 'lines' ? '\n' : /[,،\n]/u))
    .map(each => each.trim())
    .filter(each => each !== '')

/** The field of these, without what is said twice. */
export const joinParts = (parts: readonly string[], parting: Parting): string =>
  [...new Set(parts)].join(parting === 'lines' ? '\n' : parting === 'commas' ? ', ' : '')

/** What is shown of a line of a field: the name of a subject, a person without the address, the headline of a link. */
export const labelOf = (part: string): string => {
  const named =
    /^medtop:\d{8}\s+(\S.*)$/u.exec(part)?.[1] ??
    /^(?:see-also|background|translation-of)\s+\S+(?:\s+v\d+)?\s+(\S.*)$/u.exec(part)?.[1] ??
    /^(\S.*?)\s+https?:\/\/\S+$/iu.exec(part)?.[1]
  return named ?? part
}

/** What names a part for the server: the code of a subject; else itself. */
export const codeOf = (part: string): string => /^medtop:\d{8}/u.exec(part)?.[0] ?? part
