import type { Span } from './body.ts'

/** Marks and link of a span, apart from its text. */
type Look = Omit<Span, 'text'>

type Token = { readonly kind: 'text'; readonly text: string; readonly href: string | null } | Stars

/** A run of asterisks: one turns emphasis on or off, two strong, three both. */
interface Stars {
  readonly kind: 'stars'
  readonly count: number
  readonly mayOpen: boolean
  readonly mayClose: boolean
  readonly href: string | null
}

const safeHref = /^(?:https?:\/\/|mailto:)[^\s]+$/iu
const link = /\[((?:\\.|[^[\]\\\n])*)\]\(((?:\\.|[^\s()\\]|\([^\s()]*\))+)\)/uy
const escaped = /\\([^\p{L}\p{N}\r\n])/uy
const starRun = /\*+/uy
const plainRun = /[^\\*[]+/uy

/** Reads `*em*`, `**strong**`, `[text](https://…)` and `\` before a sign that is meant as itself. What does not come in pairs, or leads
 *  nowhere that a story may lead, stays as it was typed. */
export const readSpans = (line: string): Span[] => {
  const tokens: Token[] = []
  tokenise(line, null, tokens)
  return spansOf(tokens)
}

const tokenise = (line: string, href: string | null, tokens: Token[]): void => {
  const text = (text: string) => void tokens.push({ kind: 'text', text, href })
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(line)
  }
  for (let at = 0; at < line.length; ) {
    const run = match(plainRun, at)
    if (run !== null) {
      text(run[0])
      at += run[0].length
      continue
    }
    const literal = match(escaped, at)
    if (literal !== null) {
      text(literal[1] ?? '')
      at += literal[0].length
      continue
    }
    const stars = match(starRun, at)
    if (stars !== null) {
      const end = at + stars[0].length
      const [before, after] = [line[at - 1] ?? ' ', line[end] ?? ' ']
      // Escaped spaces stand beside a mark on purpose.
      const mayClose = !/\s/u.test(before) || line[at - 2] === '\\'
      tokens.push({ kind: 'stars', count: end - at, mayOpen: !/\s/u.test(after), mayClose, href })
      at = end
      continue
    }
    const found = href === null ? match(link, at) : null
    const address = (found?.[2] ?? '').replace(/\\(.)/gu, '$1')
    if (found !== null && safeHref.test(address)) {
      tokenise(found[1] ?? '', address, tokens)
      at += found[0].length
      continue
    }
    text(line[at] ?? '')
    at += 1
  }
}

/** What a run of asterisks does, once it is known; the rest of its asterisks are text. */
interface Turn {
  em: boolean
  strong: boolean
}

const spansOf = (tokens: readonly Token[]): Span[] => {
  const turns = turnsOf(tokens)
  const spans: Span[] = []
  let em = false
  let strong = false
  const add = (text: string, href: string | null) =>
    spans.push({
      text,
      ...(strong ? { strong: true } : {}),
      ...(em ? { em: true } : {}),
      ...(href === null ? {} : { href }),
    })
  tokens.forEach((token, i) => {
    if (token.kind === 'text') {
      add(token.text, token.href)
      return
    }
    const turn = turns[i]
    const used = (turn?.em ? 1 : 0) + (turn?.strong ? 2 : 0)
    if (token.count > used) add('*'.repeat(token.count - used), token.href)
    if (turn?.em) em = !em
    if (turn?.strong) strong = !strong
  })
  return joinSpans(spans)
}

const turnsOf = (tokens: readonly Token[]): (Turn | undefined)[] => {
  const turns: (Turn | undefined)[] = []
  const open: { em: Turn | null; strong: Turn | null } = { em: null, strong: null }
  const turnMark = (mark: 'em' | 'strong', turn: Turn, stars: Stars) => {
    if (open[mark] === null ? !stars.mayOpen : !stars.mayClose) return
    turn[mark] = true
    open[mark] = open[mark] === null ? turn : null
  }
  tokens.forEach((token, i) => {
    if (token.kind !== 'stars' || token.count > 3) return
    const turn: Turn = { em: false, strong: false }
    turns[i] = turn
    if (token.count !== 2) turnMark('em', turn, token)
    if (token.count !== 1) turnMark('strong', turn, token)
  })
  // Never closed: the asterisks were meant as such.
  if (open.em !== null) open.em.em = false
  if (open.strong !== null) open.strong.strong = false
  return turns
}

const sameLook = (a: Look, b: Look): boolean => a.strong === b.strong && a.em === b.em && a.href === b.href

/** Spans with neighbours of the same look made one, and empty ones left out: equal for every reader. */
export const joinSpans = (spans: readonly Span[]): Span[] => {
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (span.text === '') continue
    if (last !== undefined && sameLook(last, span)) joined[joined.length - 1] = { ...last, text: last.text + span.text }
    else joined.push(span)
  }
  return joined
}

/** Writes spans so that `readSpans` gives them back; line breaks inside a span cannot be written. */
export const writeSpans = (spans: readonly Span[]): string => {
  const joined = joinSpans(spans)
  let text = ''
  let before: Look = {}
  joined.forEach((span, i) => {
    const next = joined[i + 1]
    text += starsBetween(before, span)
    if (span.href !== undefined && span.href !== before.href) text += '['
    // A mark is opened before a letter and closed after one; on its other side there may be white space.
    const edges = { start: i === 0 || opens(before, span), end: next === undefined || opens(next, span) }
    text += escapeText(span.text, edges)
    if (span.href !== undefined && span.href !== next?.href) text += `](${span.href.replace(/[\\()]/gu, '\\$&')})`
    before = span
  })
  return text + starsBetween(before, {})
}

const starsBetween = (a: Look, b: Look): string => '*'.repeat((a.em === b.em ? 0 : 1) + (a.strong === b.strong ? 0 : 2))

/** Whether a mark begins between two looks. */
const opens = (a: Look, b: Look): boolean =>
  (b.em === true && a.em !== true) || (b.strong === true && a.strong !== true)

/** White space at the end of a line is not kept, and beside an asterisk makes it a mere asterisk, unless it is escaped. */
const escapeText = (text: string, { start, end }: { start: boolean; end: boolean }): string => {
  const escapeAll = (space: string) => space.replace(/\s/gu, '\\$&')
  const [lead = ''] = /^\s*/u.exec(text) ?? []
  const rest = text.slice(lead.length)
  const tail = rest.slice(rest.trimEnd().length)
  const middle = rest.trimEnd().replace(/[\\*[\]]/gu, '\\$&')
  return (start ? escapeAll(lead) : lead) + middle + (end ? escapeAll(tail) : tail)
}
