import { plain } from '../../domain/body.ts'
import type { Rendition } from '../../domain/media.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import { signalNote } from '../labels.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeXml, oneLine } from '../xml.ts'

/** What a feed says of itself. Addresses are absolute http(s). */
export interface Feed {
  readonly title: string
  readonly homeUrl: string
  readonly selfUrl: string
  readonly description: string
  /** BCP 47. */
  readonly language: string
  /** When anything in it changed last. */
  readonly updatedAt: Date
  /** Where a reader may subscribe to it (WebSub); left out: nowhere. */
  readonly hubUrl?: string | undefined
  /** Where an item can be read; null: nowhere. */
  readonly itemUrl: (view: Shown) => string | null
}

/** A version in a feed, at the face that its reader may see. */
export interface FeedVersion {
  readonly version: Writable
  readonly rendering: Rendering
}

/** What every format of feed says of an entry. */
export interface FeedItem {
  readonly view: Shown
  readonly agency: Agency
  readonly url: string | null
  readonly title: string
  readonly deck: string
  /** The text with its place line, the correction line before it; empty at the face of a headline. */
  readonly html: string
  readonly renditions: readonly Rendition[]
}

/** The entries of a feed. Versions under embargo are left out: no feed can carry one, and its readers publish what they get. */
export const feedItems = (feed: Feed, versions: readonly FeedVersion[]): FeedItem[] =>
  versions.flatMap(({ version, rendering }) => {
    const view = shown(version, rendering)
    if (view.embargo !== null && view.status === 'usable') return []
    const { agency } = rendering
    const lead = view.dateline === null ? '' : `${oneLine(view.dateline)} (${agency.code.toUpperCase()}) - `
    const first = view.body[0]?.kind === 'p' ? plain(view.body[0].spans) : ''
    const body = view.body.length === 0 ? '' : htmlOfBody(view.body, first === '' ? lead.trimEnd() : lead)
    return [
      {
        view,
        agency,
        url: feed.itemUrl(view),
        title: oneLine(view.headline),
        deck: oneLine(view.deck ?? ''),
        html: [...correction(view), body].filter(part => part !== '').join('\n'),
        renditions: view.renditions.filter(({ href }) => /^https?:\/\//u.test(href)),
      },
    ]
  })

/** The line that readers of the feed must see first. */
const correction = ({ line, language }: Shown): string[] => {
  const text = oneLine(line ?? '')
  return text === '' ? [] : [`<p><strong>${escapeXml(signalNote('correction', text, language) ?? text)}</strong></p>`]
}

/** `<name a="b">text</name>`; nothing for an empty text without attributes. */
export const element = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  if (text === '' && written.length === 0) return ''
  return text === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${escapeXml(text)}</${name}>`
}
