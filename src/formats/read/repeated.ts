import { type Body, plain, type Span, textOfBlock } from '../../domain/body.ts'
import { oneLine } from '../xml.ts'

interface Said {
  readonly headline: string | null
  readonly bylines: readonly string[]
  readonly dateline: string | null
}

/** A body without what its beginning says again: the headline as a subheading, the byline, the place with the agency behind it (`ORSEL (XN) — `). */
export const withoutRepeats = (body: Body, { headline, bylines, dateline }: Said): Body => {
  let rest = body
  if (rest[0]?.kind === 'h2' && headline !== null && textOfBlock(rest[0]) === headline) rest = rest.slice(1)
  if (rest[0]?.kind === 'p' && bylines.length > 0 && isByline(plain(rest[0].spans), bylines)) rest = rest.slice(1)
  // What is all there is of a text stays.
  const kept = rest.length === 0 ? body : rest
  return dateline === null ? kept : withoutPlace(kept, dateline)
}

const isByline = (text: string, bylines: readonly string[]): boolean => {
  const names = /^by (.+)$/iu.exec(oneLine(text))?.[1]?.toLowerCase()
  const each = bylines.map(name => name.toLowerCase())
  return names !== undefined && [each.join(' and '), each.join(', ')].includes(names)
}

const agency = /^ \([\p{L}\p{N} ./&-]{1,30}\) (?:-{1,2}|[–—]) +(?=\S)/u

const withoutPlace = (body: Body, place: string): Body => {
  const [first, ...others] = body
  if (first?.kind !== 'p') return body
  const text = plain(first.spans)
  if (!text.toLowerCase().startsWith(place.toLowerCase())) return body
  const around = agency.exec(text.slice(place.length))
  return around === null
    ? body
    : [{ ...first, spans: spansFrom(first.spans, place.length + around[0].length) }, ...others]
}

const spansFrom = (spans: readonly Span[], start: number): Span[] => {
  let skip = start
  return spans.flatMap(span => {
    const text = span.text.slice(skip)
    skip = Math.max(0, skip - span.text.length)
    return text === '' ? [] : [{ ...span, text }]
  })
}
