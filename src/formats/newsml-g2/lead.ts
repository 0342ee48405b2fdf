import { type Body, plain, type Span } from '../../domain/body.ts'

const lead = /^(?<place>[^()]{0,100}?)\s*\((?<code>[^()]{1,30})\)\s+(?:-{1,2}|[–—_])\s+/u

/** The body without the `CITY (CODE) - ` that its text begins with, where the city is the place that the item names already.
 *  @param isDialect the HAS dialect, where `(CODE) - ` opens a text without a place too */
export const withoutLead = (body: Body, dateline: string | null, isDialect: boolean): Body => {
  const [first, ...rest] = body
  if (first?.kind !== 'p') return body
  const found = lead.exec(plain(first.spans))
  const place = found?.groups?.place ?? ''
  const isSame = dateline !== null && place.toLowerCase() === dateline.toLowerCase()
  if (found === null || !(isSame || (isDialect && place === ''))) return body
  const spans = after(first.spans, found[0].length)
  return spans.length === 0 ? rest : [{ kind: 'p', spans }, ...rest]
}

/** The spans from that character on. */
const after = (spans: readonly Span[], start: number): Span[] => {
  let skip = start
  return spans.flatMap(span => {
    const text = span.text.slice(skip)
    skip = Math.max(0, skip - span.text.length)
    return text === '' ? [] : [{ ...span, text }]
  })
}
