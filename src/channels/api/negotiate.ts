import { Refusal } from '../../domain/refusal.ts'
import type { FormatName } from '../../formats/render.ts'

/** Formats of `/v1/items` that a media type asks for, in order of preference; all others are asked for by `?format=`. */
const mediaTypes = {
  ninjs: ['application/json', 'application/ninjs+json'],
  'newsml-g2': ['application/vnd.iptc.g2.newsitem+xml', 'application/xml', 'text/xml'],
  nitf: ['application/nitf+xml'],
  text: ['text/plain'],
  html: ['text/html'],
} as const satisfies Partial<Record<FormatName, readonly string[]>>
type Negotiated = keyof typeof mediaTypes

/** The format that an Accept header likes best (RFC 9110 §12.5.1); ninjs where it does not care. @throws Refusal `not-acceptable` */
export const negotiate = (accept: string | undefined): Negotiated => {
  if (accept === undefined || accept.trim() === '') return 'ninjs'
  const ranges = accept.split(',').map(parseRange)
  const liked = (Object.keys(mediaTypes) as Negotiated[])
    .map(format => ({ format, quality: Math.max(...mediaTypes[format].map(type => qualityOf(type, ranges))) }))
    .filter(each => each.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  const best = liked[0]
  if (best === undefined)
    throw new Refusal('not-acceptable', `items come as ${Object.values(mediaTypes).flat().join(', ')}`, {
      field: 'Accept',
    })
  return best.format
}

interface Range {
  readonly type: string
  readonly quality: number
}

const parseRange = (text: string): Range => {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase())
  const q = parameters.find(parameter => parameter.startsWith('q='))
  const quality = q === undefined ? 1 : Number(q.slice(2))
  return { type, quality: Number.isFinite(quality) ? quality : 0 }
}

/** The most specific range that takes the type decides. */
const qualityOf = (type: string, ranges: readonly Range[]): number => {
  for (const wanted of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const range = ranges.find(each => each.type === wanted)
    if (range !== undefined) return range.quality
  }
  return 0
}
