import type { Body } from '../../domain/body.ts'
import { linesOf } from '../text/clean.ts'
import { blocksOf, isWrapped } from '../text/paragraphs.ts'
import { looksLikeHtml, readHtmlBody } from './html-body.ts'

/** The body of a text that should be plain: paragraphs by its lines, or by its markup where somebody put some in. */
export const bodyOfText = (text: string): Body => {
  if (looksLikeHtml(text)) return readHtmlBody(text).body
  const lines = linesOf(text)
  return blocksOf(lines, isWrapped(lines))
}
