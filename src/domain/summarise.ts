import { type Block, plain } from './body.ts'
import { leanOf } from './leaning.ts'
import { isBalanced, isFinished, isStopWord, sentencesOf } from './sentences.ts'
import type { Language } from './taxonomy.ts'
import type { SummaryKind } from './teaser.ts'
import type { Content } from './version.ts'
import { wordsOf } from './words.ts'

const limitChars = 600
const sentencesWanted = 3
/** Sentences looked at: the news is at the top, and a book filed as an item must not hold up the wire. */
const sentencesRead = 40
const shortestWords = 5
const weights = { position: 0.5, centrality: 0.35, facts: 0.15 }

interface Candidate {
  readonly text: string
  readonly at: number
  /** Whether it may stand in a summary at all. */
  readonly isFit: boolean
  /** Needs the sentence before it to be understood: all within a paragraph do, but the first. */
  readonly leans: boolean
}

/** What a summary is made of. */
export type Summarised = Pick<Content, 'headline' | 'dateline' | 'language' | 'body' | 'summary'>

/** What the public may read of a story. The editor's own summary wins, in whole sentences up to 600 characters. Otherwise the lead
 *  and up to two more sentences of the body, word for word and in order. Neither kind gives away more than a third of the
 *  paragraphs' characters; where the lead alone would, the summary is the headline as a sentence. */
export const summarise = (content: Summarised): { summary: string; kind: SummaryKind } => {
  const paragraphs = content.body.flatMap(block => paragraphOf(block, content.dateline))
  const thirdChars = Math.floor(paragraphs.reduce((sum, text) => sum + text.length, 0) / 3)
  const own = ownSummary(content, paragraphs, thirdChars)
  if (own !== '') return { summary: own, kind: 'editor' }
  const candidates = candidatesOf(paragraphs, content.language)
  const taken = extract(candidates, content.language, Math.min(limitChars, thirdChars))
  return { summary: taken.length > 0 ? joined(taken) : asSentence(content.headline), kind: 'extract' }
}

/** The text of a paragraph without its dateline; headings, lists, tables, pull quotes and captions give nothing. */
const paragraphOf = (block: Block, dateline: string | null): string[] => {
  if (block.kind !== 'p') return []
  const text = plain(block.spans).trim()
  const start = /^(\p{L}[\p{L}\p{M} .'’/،,\d-]{0,60}?)(\s*\([^()]{1,20}\))?\s*[-–—]\s+/u.exec(text)
  if (start === null) return [text]
  const [whole, place = '', agency] = start
  const isDateline = agency !== undefined || place.trim() === dateline
  return [isDateline ? text.slice(whole.length) : text]
}

/** The editor's sentences while they keep within the bound, without those copied from the body beyond a third of it. */
const ownSummary = (content: Summarised, paragraphs: readonly string[], thirdChars: number): string => {
  const kept: string[] = []
  let copied = 0
  for (const sentence of sentencesOf(content.summary?.trim() ?? '', content.language)) {
    if (joined([...kept, sentence]).length > limitChars) break
    const isCopied = paragraphs.some(text => text.includes(sentence))
    if (isCopied && copied + sentence.length > thirdChars) continue
    copied += isCopied ? sentence.length : 0
    kept.push(sentence)
  }
  return joined(kept)
}

const joined = (sentences: readonly string[]): string => sentences.join(' ')

const asSentence = (headline: string): string => {
  const text = headline.trim()
  return isFinished(text) ? text : `${text}.`
}

const candidatesOf = (paragraphs: readonly string[], language: Language): Candidate[] => {
  const candidates: Candidate[] = []
  for (const text of paragraphs) {
    const isListed = /^(?:[-–—•*·]|\(?[\p{L}\d]{1,2}\))\s/u.test(text)
    for (const [nth, sentence] of sentencesOf(text, language).entries()) {
      if (candidates.length === sentencesRead) return candidates
      candidates.push({
        text: sentence,
        at: candidates.length,
        isFit: !isListed && isFinished(sentence) && isBalanced(sentence),
        leans: nth > 0 || leanOf(sentence, language),
      })
    }
  }
  return candidates
}

/** The lead, then the best of the rest that fit, each with the sentences it leans on. Empty where the lead alone is too long. */
const extract = (candidates: readonly Candidate[], language: Language, boundChars: number): string[] => {
  const lead = candidates.find(each => each.isFit && !each.leans)
  if (lead === undefined || lead.text.length > boundChars) return []
  const half = Math.ceil(candidates.length / 2)
  let taken = [lead]
  for (const next of ranked(candidates, language, half)) {
    if (taken.length >= (next.at < half ? sentencesWanted : 2)) break
    const chain = chainOf(candidates, next)
    if (chain === null) continue
    const together = candidates.filter(each => taken.includes(each) || chain.includes(each))
    const chars = joined(together.map(each => each.text)).length
    if (together.length <= sentencesWanted && chars <= boundChars) taken = together
  }
  return taken.map(each => each.text)
}

/** A sentence with those before it that it needs; null where one of them may not stand in a summary. */
const chainOf = (candidates: readonly Candidate[], last: Candidate): Candidate[] | null => {
  const chain: Candidate[] = []
  for (let each: Candidate | undefined = last; each !== undefined; each = candidates[each.at - 1]) {
    if (!each.isFit) return null
    chain.push(each)
    if (!each.leans) return chain
  }
  return null
}

/** Best first: near the top, about what the story is about, with figures and names; all of the upper half before the lower,
 *  whose sentences are only the second where nothing better fits. Equal ones in their own order. */
const ranked = (candidates: readonly Candidate[], language: Language, half: number): Candidate[] => {
  const words = candidates.map(each => wordsOf(each.text))
  const subjects = words.map(list => list.filter(word => !isStopWord(word, language)))
  const frequency = new Map<string, number>()
  for (const word of subjects.flat()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const centralities = subjects.map(list => {
    const sum = list.reduce((total, word) => total + Math.log(frequency.get(word) ?? 1), 0)
    return sum / Math.max(shortestWords, list.length)
  })
  const highest = Math.max(...centralities, Number.EPSILON)
  const scores = candidates.map(
    ({ text, at }) =>
      weights.position / (1 + at / 4) +
      weights.centrality * ((centralities[at] ?? 0) / highest) +
      weights.facts * Math.min(1, (text.match(/\p{N}+|[\p{L}\p{N},] \p{Lu}/gu)?.length ?? 0) / 6),
  )
  return candidates
    .filter(({ isFit, at }) => isFit && (words[at]?.length ?? 0) >= shortestWords)
    .sort(
      (a, b) => Number(a.at >= half) - Number(b.at >= half) || (scores[b.at] ?? 0) - (scores[a.at] ?? 0) || a.at - b.at,
    )
}
