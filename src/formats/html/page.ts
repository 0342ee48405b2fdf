import { parseSome } from '../read/html-events.ts'
import { oneLine } from '../xml.ts'

/** What a page in HTML is made of. */
export interface Page {
  readonly title: string | null
  /** Its first `<h1>`. */
  readonly headline: string | null
  readonly language: string | null
  /** By name or property, in lower case. */
  readonly meta: ReadonlyMap<string, readonly string[]>
  readonly canonical: string | null
  /** Markup of the article, and the element it was found in. */
  readonly article: string
  readonly articleName: 'article' | 'main' | 'body'
  /** Markup of `<div class="text">` of a page of ours; null: it has none. */
  readonly text: string | null
  readonly isClosed: boolean
  /** The words of every `<p>` of that class. */
  classed(name: string): string[]
}

const mostMetas = 500

/** Takes a page apart. Never fails; linear in its length. */
export const pageOf = (html: string): Page => {
  const meta = new Map<string, string[]>()
  const paragraphs: { name: string; text: string }[] = []
  const found: Record<'title' | 'headline' | 'language' | 'canonical', string | null> = {
    ...{ title: null, headline: null },
    ...{ language: null, canonical: null },
  }
  let [inTitle, inHeadline, metas] = [false, false, 0]
  let paragraph: { name: string; text: string } | null = null
  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'html') found.language ??= attributes.lang ?? attributes['xml:lang'] ?? null
    else if (name === 'title') inTitle = found.title === null
    else if (name === 'h1') inHeadline = found.headline === null
    else if (name === 'link' && attributes.rel?.toLowerCase() === 'canonical')
      found.canonical ??= attributes.href ?? null
    else if (name === 'meta' && metas++ < mostMetas) {
      const key = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').trim().toLowerCase()
      const content = oneLine(attributes.content ?? '')
      if (key !== '' && content !== '') meta.set(key, [...(meta.get(key) ?? []), content])
    } else if (name === 'p' && attributes.class !== undefined && paragraphs.length < mostMetas) {
      paragraph = { name: attributes.class, text: '' }
      paragraphs.push(paragraph)
    }
  }
  const close = (name: string) => {
    if (name === 'title') inTitle = false
    else if (name === 'h1') inHeadline = false
    else if (name === 'p') paragraph = null
  }
  const text = (words: string) => {
    if (inTitle) found.title = (found.title ?? '') + words
    if (inHeadline) found.headline = (found.headline ?? '') + words
    if (paragraph !== null) paragraph.text += words
  }
  for (let rest = html; rest !== ''; ) rest = parseSome(rest, { open, close, text })
  return {
    title: folded(found.title),
    headline: folded(found.headline),
    language: folded(found.language),
    canonical: folded(found.canonical),
    meta,
    ...articleIn(html),
    text: ownText(html),
    isClosed: /<\/html\s*>\s*$/iu.test(html.slice(-200)),
    classed: name => paragraphs.filter(each => each.name === name).map(each => oneLine(each.text)),
  }
}

const folded = (text: string | null): string | null => (text === null ? null : oneLine(text) || null)

/** From the first opening tag to the last closing one, so that articles within stay. */
const articleIn = (html: string): Pick<Page, 'article' | 'articleName'> => {
  const lower = html.toLowerCase()
  for (const name of ['article', 'main', 'body'] as const) {
    const from = new RegExp(`<${name}[\\s>]`, 'u').exec(lower)?.index ?? -1
    const to = lower.lastIndexOf(`</${name}`)
    if (from !== -1 && lower.length === html.length)
      return { article: html.slice(from, to > from ? to : undefined), articleName: name }
  }
  return { article: html, articleName: 'body' }
}

const ownText = (html: string): string | null => {
  const from = html.indexOf('<div class="text">')
  const to = html.lastIndexOf('</div>')
  return from === -1 ? null : html.slice(from, to > from ? to : undefined)
}
