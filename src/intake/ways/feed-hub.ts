import type { Said } from '../fetch.ts'
import { linksOf } from '../links.ts'

/** What a feed offers for WebSub: the hub to ask, and the topic to ask for. */
export interface Offer {
  readonly hub: string
  readonly topic: string
}

const searchedBytes = 65_536

/** The hub that a feed names and the address by which it knows itself (W3C WebSub §4): in Link headers, else in the document; null: none. */
export const hubOf = ({ headers, bytes, url }: Said): Offer | null => {
  const links = linksOf(headers.link, url)
  const start = new TextDecoder().decode(bytes.subarray(0, searchedBytes))
  const all = [...links, ...(start.trimStart().startsWith('{') ? jsonLinks(bytes, url) : xmlLinks(start, url))]
  const hub = all.find(({ rel, href }) => rel === 'hub' && /^https?:/u.test(href))
  const self = all.find(({ rel }) => rel === 'self')
  return hub === undefined ? null : { hub: hub.href, topic: self?.href ?? url }
}

interface Link {
  readonly rel: string
  readonly href: string
}

const xmlLinks = (start: string, base: string): Link[] =>
  // Those of the items are not the feed's own.
  (start.split(/<(?:entry|item)[\s>]/u, 1)[0] ?? '').match(/<(?:[a-z\d]+:)?link\s[^<>]*>/giu)?.flatMap(tag => {
    const rel = attributeOf(tag, 'rel')
    const href = attributeOf(tag, 'href')
    if (rel === null || href === null || !URL.canParse(href, base)) return []
    return [{ rel: rel.toLowerCase(), href: new URL(href, base).href }]
  }) ?? []

const attributeOf = (tag: string, name: string): string | null => {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'iu').exec(tag) ?? []
  return (double ?? single)?.replaceAll('&amp;', '&') ?? null
}

/** JSON Feed 1.1: `hubs` with a type of `WebSub`, and `feed_url`. */
const jsonLinks = (bytes: Uint8Array, base: string): Link[] => {
  try {
    const { hubs, feed_url: self } = JSON.parse(new TextDecoder().decode(bytes)) as {
      hubs?: unknown
      feed_url?: unknown
    }
    const named = Array.isArray(hubs) ? hubs.map(hub => ({ rel: 'hub', href: String(hub?.url) })) : []
    const all = typeof self === 'string' ? [...named, { rel: 'self', href: self }] : named
    return all
      .filter(({ href }) => URL.canParse(href, base))
      .map(({ rel, href }) => ({ rel, href: new URL(href, base).href }))
  } catch {
    return []
  }
}
