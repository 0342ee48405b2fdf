import { Marked, type Token, type Tokens } from 'marked'

/** A heading of a document, for its table of contents. */
export interface Heading {
  readonly id: string
  readonly text: string
  readonly level: number
}

/** A document of ours, drawn. */
export interface Rendered {
  readonly html: string
  /** The text of the first heading. */
  readonly title: string
  /** All others, in order. */
  readonly headings: readonly Heading[]
}

/**
 * Draws Markdown. Nothing in it becomes markup of its own: HTML is shown as text, links lead to http(s), mail and our own pages only.
 * A fence whose info string has a second word (`sh stream.sh`) carries that word as its name; `§5.3` leads to the heading of that number.
 * @param links addresses in the text that have another one here: `protocol.md` → `/docs/protocol`
 */
export const render = (markdown: string, links: Readonly<Record<string, string>> = {}): Rendered => {
  const marked = new Marked()
  const tokens = marked.lexer(markdown)
  const headings = tokens.filter(isHeading).map(({ depth, text }) => {
    const plain = plainText(text)
    return { id: idOf(plain), text: plain, level: depth }
  })
  const ids = new Set(headings.map(({ id }) => id))
  marked.use({ renderer: rendererOf(ids, links), extensions: [sectionLinks(ids)] })
  const [title, ...others] = headings
  return { html: marked.parse(markdown, { async: false }), title: title?.text ?? '', headings: others }
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'

/** Headings of ours carry code and emphasis at most. */
const plainText = (text: string): string => text.replace(/[`*]/g, '')

/** `5.3 How a reader knows` → `s5.3`, else the words: `on-a-kill`. */
const idOf = (text: string): string => {
  const [, number] = /^(\d+(?:\.\d+)*)[. ]/.exec(text) ?? []
  return number === undefined
    ? text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '')
    : `s${number}`
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

const rendererOf = (ids: ReadonlySet<string>, links: Readonly<Record<string, string>>) => ({
  heading(this: { parser: { parseInline(tokens: Token[]): string } }, { tokens, depth, text }: Tokens.Heading) {
    const id = idOf(plainText(text))
    const inner = this.parser.parseInline(tokens)
    return depth === 1
      ? `<h1>${inner}</h1>\n`
      : `<h${depth} id="${id}"><a class="docs-anchor" href="#${id}">${inner}</a></h${depth}>\n`
  },
  code({ text, lang }: Tokens.Code) {
    const [language = '', name] = (lang ?? '').split(' ')
    return codeBlock(text, language, name)
  },
  table(this: { parser: { parseInline(tokens: Token[]): string } }, { header, rows }: Tokens.Table) {
    const row = (cells: Tokens.TableCell[], tag: 'th' | 'td') =>
      `<tr>${cells.map(cell => drawCell(this.parser.parseInline(cell.tokens), tag)).join('')}</tr>`
    const body = rows.map(cells => row(cells, 'td')).join('\n')
    return `<div class="table-scroll" tabindex="0"><table class="table"><thead>${row(header, 'th')}</thead><tbody>\n${body}</tbody></table></div>\n`
  },
  html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
  image: ({ text }: Tokens.Image) => escapeHtml(text),
  link(this: { parser: { parseInline(tokens: Token[]): string } }, { href, tokens }: Tokens.Link) {
    const inner = this.parser.parseInline(tokens)
    const address = links[href] ?? href
    const isGood = /^(https?:\/\/|mailto:|\/(?!\/))/.test(address) || (address[0] === '#' && ids.has(address.slice(1)))
    return isGood ? `<a href="${escapeHtml(address)}">${inner}</a>` : inner
  },
})

// A column without a name has no header.
const drawCell = (inner: string, tag: 'th' | 'td'): string =>
  tag === 'th' && inner !== '' ? `<th scope="col">${inner}</th>` : `<td>${inner}</td>`

/** A block of code that scrolls inside itself, with the name of its file above it. */
const codeBlock = (text: string, language: string, name: string | undefined): string => {
  const caption = name === undefined ? '' : `<figcaption>${escapeHtml(name)}</figcaption>`
  const called = name === undefined ? '' : ` data-name="${escapeHtml(name)}"`
  return `<figure class="docs-code">${caption}<pre tabindex="0" data-language="${escapeHtml(language)}"${called}><code>${escapeHtml(text)}\n</code></pre></figure>\n`
}

/** `§5.3` as a link, where the document has such a heading: other standards have sections too. */
const sectionLinks = (ids: ReadonlySet<string>) => ({
  name: 'section',
  level: 'inline' as const,
  start: (source: string) => source.indexOf('§'),
  tokenizer(source: string) {
    const [raw, number] = /^§(\d+(?:\.\d+)*)/.exec(source) ?? []
    return raw === undefined || !ids.has(`s${number}`) ? undefined : { type: 'section', raw, number }
  },
  renderer: ({ raw, number }: Tokens.Generic) => `<a href="#s${number}">${raw}</a>`,
})
