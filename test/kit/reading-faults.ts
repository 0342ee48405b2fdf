import type { Failure } from '../../src/formats/read.ts'
import type { ReadItem, Reading } from '../../src/formats/reading.ts'

/** What is wrong with the answer of a reader to a hostile document; null: nothing is. Whatever the document, the answer is a failure with a reason, and no fault of
 *  the reader's, or items that everything behind the reader can take. */
export const faultOf = (answer: Reading | Failure): string | null => {
  if ('failure' in answer) {
    if (answer.failure.trim() === '') return 'a failure without a reason'
    if (answer.failure.startsWith('the reader failed')) return answer.failure
    return answer.failure.length > 1000 ? 'a reason longer than 1000 characters' : null
  }
  // A feed may be empty; nothing else is.
  const isFeed = answer.format === 'rss' || answer.format === 'atom' || answer.format === 'json-feed'
  if (!isFeed && answer.items.length + answer.refused.length === 0) return 'neither items nor refusals'
  for (const { what, reason } of answer.refused) if (what === '' || reason === '') return 'a refusal without a reason'
  for (const item of answer.items) {
    const fault = faultOfItem(item)
    if (fault !== null) return fault
  }
  return null
}

const faultOfItem = (item: ReadItem): string | null => {
  const { headline, holds, remarks, renditions, body, type, signal } = item
  if (headline.length > 300 || /[\n\r]/u.test(headline)) return 'a headline of several lines, or too long'
  if (headline === '' && type === 'text' && signal === 'new' && holds.length === 0) return 'no headline, and no hold'
  if (holds.some(({ detail }) => detail === '') || remarks.some(({ detail }) => detail === ''))
    return 'a hold or a remark without words'
  for (const at of [item.firstCreated, item.versionCreated, item.expires, item.embargo?.until ?? null]) {
    if (at !== null && Number.isNaN(at.getTime())) return 'a moment that is none'
  }
  const links = body.flatMap(block => ('spans' in block ? block.spans.flatMap(({ href }) => href ?? []) : []))
  if (links.some(href => !/^(?:https?:\/\/|mailto:)/iu.test(href))) return 'a link that is not of the web'
  if (renditions.some(({ href }) => /^(?:javascript|data|file|vbscript):/iu.test(href)))
    return 'a file at an unsafe address'
  return null
}
