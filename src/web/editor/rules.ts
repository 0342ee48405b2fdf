import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules'
import type { EditorState, Plugin } from 'prosemirror-state'
import { markType, nodeType } from './schema.ts'

/** Opening and closing quotation marks, double and single, as a language prints them; single ones are left alone where it has none. */
const quotes: Readonly<
  Record<string, { readonly double: readonly [string, string]; readonly single?: readonly [string, string] }>
> = {
  en: { double: ['“', '”'], single: ['‘', '’'] },
  tr: { double: ['“', '”'], single: ['‘', '’'] },
  ar: { double: ['«', '»'] },
}

/** What is typed at the beginning of a paragraph makes it something else, and straight quotes become those of the language; Backspace takes either
 *  back. @param language of the text, now */
export const rulesPlugin = (language: () => string): Plugin =>
  inputRules({
    rules: [
      textblockTypeInputRule(/^##?\s$/u, nodeType('heading')),
      textblockTypeInputRule(/^>\s$/u, nodeType('blockquote')),
      wrappingInputRule(/^[-*]\s$/u, nodeType('bullet_list')),
      wrappingInputRule(/^\d{1,4}[.)]\s$/u, nodeType('ordered_list')),
      sign(/--$/u, () => '–'),
      sign(/(?:^|[\s([{«“‘–—])(")$/u, () => quotes[language()]?.double[0]),
      sign(/"$/u, () => quotes[language()]?.double[1]),
      sign(/(?:^|[\s([{«“‘–—])(')$/u, () => quotes[language()]?.single?.[0]),
      sign(/'$/u, () => quotes[language()]?.single?.[1]),
    ],
  })

/** Writes another sign for the one just typed, but not in the words of a link. */
const sign = (pattern: RegExp, other: () => string | undefined): InputRule =>
  new InputRule(pattern, (state, match, start, end) => {
    const text = other()
    if (text === undefined || isInLink(state)) return null
    const lead = match[0].length - (match[1] ?? match[0]).length
    return state.tr.insertText(text, start + lead, end)
  })

const isInLink = ({ storedMarks, selection: { $from } }: EditorState): boolean =>
  markType('link').isInSet(storedMarks ?? $from.marks()) !== undefined
