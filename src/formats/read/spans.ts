import type { Span } from '../../domain/body.ts'
import { legal } from '../xml.ts'

/** A span that is still being written. */
export type MutableSpan = { text: string; strong?: true; em?: true; href?: string }

/** Spans with white space folded as HTML folds it, over their borders too; empty ones are gone. */
export const tidy = (spans: readonly MutableSpan[]): Span[] => {
  const kept: MutableSpan[] = []
  let endsInSpace = true
  for (const span of spans) {
    let text = legal(span.text).replace(/[\s\u00ad\ufeff]+/gu, run => (/^\u00ad+$/u.test(run) ? '' : ' '))
    if (endsInSpace) text = text.replace(/^ /u, '')
    if (text === '') continue
    endsInSpace = text.endsWith(' ')
    kept.push({ ...span, text })
  }
  const last = kept.at(-1)
  if (last !== undefined) last.text = last.text.replace(/ $/u, '')
  return kept.filter(({ text }) => text !== '')
}
