import type { Part, Writable } from './document.ts'
import { writeHtml } from './html/write.ts'
import { writeIptc7901 } from './iptc7901/write.ts'
import { writeNewsml12, writeNewsml12Series } from './newsml-1/write.ts'
import { writeNewsmlG2 } from './newsml-g2/write.ts'
import { writeNewsml29, writeNewsml29Series } from './newsml-g2/write-has.ts'
import { writeNinjs } from './ninjs/write.ts'
import { writeNinjs16 } from './ninjs/write-1.6.ts'
import { writeNinjs22 } from './ninjs/write-2.2.ts'
import { writeNinjsSuperdesk } from './ninjs/write-superdesk.ts'
import { writeNitf } from './nitf/write.ts'
import type { Agency, Rendering } from './rendering.ts'
import { writeText } from './text/write.ts'

export const formatNames = [
  'ninjs',
  'ninjs-2.2',
  'ninjs-1.6',
  'ninjs-superdesk',
  'newsml-g2',
  'newsml29',
  'newsml12',
  'nitf',
  'iptc7901',
  'text',
  'html',
] as const
export type FormatName = (typeof formatNames)[number]

/** A rendered document, the same for every reader of (version, format, face), so that it can be kept. */
export interface Rendered {
  readonly bytes: Buffer
  readonly contentType: string
}

interface Format {
  readonly write: (version: Writable, rendering: Rendering) => string
  readonly contentType: string
  /** Of a collection, where that has another. */
  readonly collectionType?: string
}

// ninjs has no registered media type: `application/ninjs+json` occurs among agencies but is not with IANA, so it is sent as what it is.
// `application/xml` without a charset is what HAS clients compare with. NewsML-G2 has one with IANA for each root element.
const formats: Readonly<Record<FormatName, Format>> = {
  ninjs: { write: writeNinjs, contentType: 'application/json' },
  'ninjs-2.2': { write: writeNinjs22, contentType: 'application/json' },
  'ninjs-1.6': { write: writeNinjs16, contentType: 'application/json' },
  'ninjs-superdesk': { write: writeNinjsSuperdesk, contentType: 'application/json' },
  'newsml-g2': {
    write: writeNewsmlG2,
    contentType: 'application/vnd.iptc.g2.newsitem+xml',
    collectionType: 'application/vnd.iptc.g2.packageitem+xml',
  },
  newsml29: { write: writeNewsml29, contentType: 'application/xml' },
  newsml12: { write: writeNewsml12, contentType: 'application/xml' },
  nitf: { write: writeNitf, contentType: 'application/nitf+xml' },
  // IPTC 7901 has no media type of its own.
  iptc7901: { write: writeIptc7901, contentType: 'text/plain; charset=utf-8' },
  text: { write: writeText, contentType: 'text/plain; charset=utf-8' },
  html: { write: writeHtml, contentType: 'text/html; charset=utf-8' },
}

/** The version as a document, in UTF-8. */
export const render = (format: FormatName, version: Writable, rendering: Rendering): Rendered => {
  const { write, contentType, collectionType = contentType } = formats[format]
  const bytes = Buffer.from(write(version, rendering))
  return { bytes, contentType: version.type === 'collection' ? collectionType : contentType }
}

const seriesWriters = { newsml29: writeNewsml29Series, newsml12: writeNewsml12Series } as const

/** Several items as one document. @throws RangeError without any */
export const renderSeries = (format: keyof typeof seriesWriters, parts: readonly Part[], agency: Agency): Rendered => ({
  bytes: Buffer.from(seriesWriters[format](parts, agency)),
  contentType: formats[format].contentType,
})

/** Whether documents of a format are JSON, so that they can stand inside other JSON as they are. */
export const isJson = (format: FormatName): boolean => formats[format].contentType === 'application/json'
