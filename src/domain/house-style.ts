import { spellings } from './house-style-names.ts'
import { isAttributed, isRepeatAllowed, longestSentence } from './house-style-words.ts'
import type { StyleField, StyleHint, StyleRule, StyleText } from './style-hint.ts'
import type { Language } from './taxonomy.ts'

type Found = Omit<StyleHint, 'field'>

/** What the house style has to say of a story, in the order of its fields. Takes time in proportion to the length of the text. */
export const styleHints = (text: StyleText): StyleHint[] => {
  const { language, headline, deck, body } = text
  const isEmpty = body.trim() === ''
  const whole = (rule: StyleRule, field: StyleField): StyleHint => ({ rule, field, from: 0, to: 0, values: {} })
  const inField = (field: StyleField, found: readonly Found[]): StyleHint[] => found.map(each => ({ ...each, field }))
  return [
    ...inField('headline', [...headlineHints(headline), ...lineHints(headline, language)]),
    ...inField('deck', lineHints(deck, language)),
    ...(isEmpty || text.dateline.trim() !== '' ? [] : [whole('no-dateline', 'dateline')]),
    ...(isEmpty || text.bylines.trim() !== '' ? [] : [whole('no-byline', 'bylines')]),
    ...inField(
      'body',
      [
        ...lineHints(body, language),
        ...capitals(body),
        ...mixedQuotes(body),
        ...paragraphHints(body, language),
        ...spellings(text),
      ].sort((a, b) => a.from - b.from),
    ),
  ]
}

const wordsShown = 60

/** What a hint is about, and by what it is known when it is set aside: its rule and the words there. */
export const hintKey = ({ rule, from, to }: StyleHint, text: string): string =>
  `${rule} ${text.slice(from, to).replace(/\s+/gu, ' ').trim().slice(0, wordsShown)}`.trim()

const longestHeadline = 90

const headlineHints = (headline: string): Found[] => {
  const text = headline.trimEnd()
  const isTooLong = [...text].length > longestHeadline
  return [
    ...(isTooLong ? [{ rule: 'long-headline' as const, from: 0, to: text.length, values: {} }] : []),
    ...(/(?<!\.)\.$/u.test(text)
      ? [{ rule: 'headline-full-stop' as const, from: text.length - 1, to: text.length, values: {} }]
      : []),
  ]
}

/** What is wrong within a line, whatever stands around it. */
const lineHints = (text: string, language: Language): Found[] => [
  ...matches(text, /(?<=\S)[ \u00a0]{2,}(?=\S)/gu, 'double-space'),
  ...matches(text, /(?<=\S)[ \u00a0][,.;:!?،؛؟](?=\s|$)/gu, 'space-before-mark'),
  ...matches(text, /(?<![\p{L}\p{N}])(\p{L}+)[ \u00a0]+\1(?![\p{L}\p{N}])/giu, 'repeated-word').filter(
    ({ from, to }) => !isRepeatAllowed(text.slice(from, to).split(/\s/u, 1)[0] ?? '', language),
  ),
  ...percents(text, language),
  ...matches(text, /(?<![\p{L}\p{N}.,:/_+-])\d{5,}(?![\p{L}\p{N}:/_-]|[.,]\d)/gu, 'number'),
]

const matches = (text: string, pattern: RegExp, rule: StyleRule): Found[] =>
  [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    rule,
    from: index,
    to: index + found.length,
    values: {},
  }))

/** Turkish writes the sign before the number, the others behind it, without a space. */
const percents = (text: string, language: Language): Found[] => {
  const pattern = /(?<![\p{N}.,%٪])(?:([%٪])([ \u00a0]?)(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)([ \u00a0]?)([%٪]))/gu
  return [...text.matchAll(pattern)].flatMap(
    ({ index, 0: found, 1: before, 2: gap, 3: after, 4: number, 5: space, 6: sign }) => {
      const isGood = language === 'tr' ? before !== undefined && gap === '' : sign !== undefined && space === ''
      const wanted = language === 'tr' ? `%${after ?? number}` : `${number ?? after}${before ?? sign}`
      return isGood ? [] : [{ rule: 'percent' as const, from: index, to: index + found.length, values: { wanted } }]
    },
  )
}

/** A long word in capitals, or two in a row; not the place line that a text may begin with. */
const capitals = (text: string): Found[] =>
  matches(
    text,
    /(?<![\p{L}\p{N}])(?:\p{Lu}{4,}(?:[ \u00a0]\p{Lu}{4,})+|\p{Lu}{9,})(?![\p{L}\p{N}])/gu,
    'all-caps',
  ).filter(({ from }) => from > 0)

const mixedQuotes = (text: string): Found[] => {
  const straight = matches(text, /"/gu, 'mixed-quotes')
  const curly = matches(text, /[“”„]/gu, 'mixed-quotes')
  if (straight.length === 0 || curly.length === 0) return []
  return (straight.length <= curly.length ? straight : curly).slice(0, 1)
}

const paragraphHints = (body: string, language: Language): Found[] => {
  const found: Found[] = []
  let at = 0
  const paragraphs = body.split('\n\n')
  for (const [n, paragraph] of paragraphs.entries()) {
    const next = paragraphs[n + 1]
    const here = [
      ...unbalanced(paragraph, next === undefined ? '' : next),
      ...longSentences(paragraph, language),
      ...unattributed(paragraph, language),
    ]
    for (const each of here) found.push({ ...each, from: at + each.from, to: at + each.to })
    at += paragraph.length + 2
  }
  return found
}

const partners: Readonly<Record<string, string>> = { ')': '(', ']': '[', '”': '“', '»': '«' }
const openings = new Set(Object.values(partners))

/** The first bracket or quotation mark of a paragraph that stands alone. A quotation that goes on in the next paragraph is opened there again. */
const unbalanced = (paragraph: string, next: string): Found[] => {
  const open: { mark: string; at: number }[] = []
  const alone = (at: number): Found[] => [{ rule: 'unbalanced', from: at, to: at + 1, values: {} }]
  for (const { index, 0: mark } of paragraph.matchAll(/["()[\]“”«»]/gu)) {
    const last = open.at(-1)
    const isClosing = mark === '"' ? last?.mark === '"' : partners[mark] !== undefined
    if (!isClosing && (mark === '"' || openings.has(mark))) open.push({ mark, at: index })
    else if (last !== undefined && last.mark === (mark === '"' ? '"' : partners[mark])) open.pop()
    // „…“ closes with what opens elsewhere, and 1) numbers a list.
    else if (!(mark === ')' && /(?:^|\s)[\p{L}\d]{1,3}$/u.test(paragraph.slice(Math.max(0, index - 4), index))))
      return alone(index)
  }
  const [first] = open
  if (first === undefined) return []
  const goesOn = open.length === 1 && /["“«]/u.test(first.mark) && next.trimStart().startsWith(first.mark)
  return goesOn ? [] : alone(first.at)
}

const longSentences = (paragraph: string, language: Language): Found[] => {
  const found: Found[] = []
  let from = 0
  const ends = [...paragraph.matchAll(/[.!?؟…]["”»’')]*(?=\s|$)/gu)].map(({ index, 0: end }) => index + end.length)
  for (const to of [...ends, paragraph.length]) {
    const count = paragraph.slice(from, to).match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0
    if (count > longestSentence(language)) {
      const start = from + (paragraph.slice(from, to).length - paragraph.slice(from, to).trimStart().length)
      found.push({ rule: 'long-sentence', from: start, to, values: { count } })
    }
    from = to
  }
  return found
}

const quotedWords = 4
const quotations = /"[^"]+"|“[^“”]+”|«[^«»]+»/gu

/** A quotation of some length in a paragraph in which nobody says anything. */
const unattributed = (paragraph: string, language: Language): Found[] => {
  const long = [...paragraph.matchAll(quotations)].find(
    ({ 0: quote }) => (quote.match(/\p{L}+/gu)?.length ?? 0) >= quotedWords,
  )
  if (long === undefined) return []
  if (isAttributed(paragraph.replace(quotations, ' '), language)) return []
  return [{ rule: 'unattributed-quote', from: long.index, to: long.index + long[0].length, values: {} }]
}
