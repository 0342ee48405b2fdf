import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { countWords, textOfBody } from '../domain/body.ts'
import { formatItemId, guidOf } from '../domain/ids.ts'
import { type Filing, firstVersion, nextVersion } from '../domain/item.ts'
import { sentencesOf } from '../domain/sentences.ts'
import { summarise } from '../domain/summarise.ts'
import { categoryCodes, type Language, languageCodes, priorities } from '../domain/taxonomy.ts'
import type { Content, ItemHead, Version } from '../domain/version.ts'
import { type DemoFiling, type DemoStory, demoStories } from './demo-news.ts'

const stories = demoStories()
const people: { staff: { username: string }[] } = JSON.parse(
  readFileSync(new URL('./demo/people.json', import.meta.url), 'utf8'),
)
const filed = stories.flatMap(story => story.filings.map(filing => ({ story, filing })))
const contents = filed.flatMap(({ story, filing }) =>
  filing.content === null ? [] : [{ name: `${story.key} ${filing.signal}`, content: filing.content }],
)
const now = new Date('2026-11-23T12:00:00Z')

test('there are 36 stories in three languages, of every category and priority', () => {
  const first = stories.map(story => story.filings[0].content)
  const count = (language: Language) => first.filter(content => content?.language === language).length
  expect(languageCodes.map(count)).toEqual([14, 12, 10])
  expect(new Set(first.map(content => content?.category))).toEqual(new Set(categoryCodes))
  expect(new Set(first.map(content => content?.priority))).toEqual(new Set(priorities))
  expect(new Set(stories.map(story => story.key)).size).toBe(stories.length)
})

const scripts: Readonly<Record<Language, (content: Content) => boolean>> = {
  en: content => /^[\x20-\x7e\n]+$/u.test(textOfBody(content.body) + content.headline),
  tr: content => (textOfBody(content.body).match(/[çğıöşüİ]/gu)?.length ?? 0) > 3 && !/[qwx]/iu.test(content.headline),
  ar: content => !/[A-Za-z]/u.test(textOfBody(content.body) + content.headline + (content.deck ?? '')),
}

describe.each(contents)('$name', ({ content }) => {
  test('has every field of a content and no other', () => {
    const fields = 'language headline deck dateline bylines body category priority subjects keywords summary'
    expect(Object.keys(content).join(' ')).toBe(fields)
    expect(content.headline.length).toBeGreaterThan(20)
    expect(content.headline.length).toBeLessThanOrEqual(100)
    expect(content.dateline).toBe(content.dateline?.toLocaleUpperCase(content.language))
    expect(content.keywords.length).toBeGreaterThan(0)
    for (const { qcode, name } of content.subjects) expect(`${qcode} ${name}`).toMatch(/^medtop:\d{8} \p{L}/u)
  })

  test('is written in its language, in finished sentences', () => {
    expect(scripts[content.language](content)).toBe(true)
    for (const block of content.body) {
      const isKnown = block.kind === 'p' || block.kind === 'h2' || block.kind === 'ul'
      expect(isKnown).toBe(true)
      if (block.kind === 'p') expect(textOfBody([block])).toMatch(/[.!?؟][”»"]?$/u)
    }
  })

  test('has the length of an agency story, or of a flash', () => {
    const words = countWords(textOfBody(content.body))
    if (content.priority === 1) expect(words).toBeLessThan(25)
    else expect(words).toBeGreaterThan(80)
    expect(words).toBeLessThanOrEqual(450)
  })

  test('has a summary for the public of one to three sentences', () => {
    const { summary, kind } = summarise(content)
    if (content.summary !== null) expect({ summary, kind }).toEqual({ summary: content.summary, kind: 'editor' })
    expect(sentencesOf(summary, content.language).length).toBeLessThanOrEqual(3)
    if (content.priority !== 1) expect(summary).not.toContain(content.headline)
  })
})

test('subjects are named alike wherever they occur', () => {
  const pairs = contents.flatMap(({ content }) => content.subjects.map(each => `${each.qcode} ${each.name}`))
  expect(new Set(pairs).size).toBe(new Set(pairs.map(pair => pair.split(' ')[0])).size)
})

const filingOf = (filing: DemoFiling): Filing => ({
  signal: filing.signal,
  content: filing.content,
  note: filing.note,
  line: filing.line,
  replacedBy: null,
  embargo: filing.embargoHours === null ? null : { until: new Date(now.getTime() + filing.embargoHours * 3_600_000) },
  group: null,
  by: filing.by,
})

/** The versions of a story by the domain's own rules; throws where the signal table refuses one. */
const played = (story: DemoStory): Version[] => {
  const [first, ...later] = story.filings
  const item = formatItemId('dl', 'text', '20261123', 1)
  const versions = [firstVersion({ item, guid: guidOf('meridian.example', item), type: 'text' }, filingOf(first), now)]
  for (const filing of later) {
    const newest = versions.at(-1)
    if (newest === undefined) break
    const sent = { ...newest, seq: versions.length, sentAt: now, firstSentAt: now }
    const head: ItemHead = { id: item, lastSeq: sent.seq, state: newest.state, embargoed: false, newest: sent }
    versions.push(nextVersion(head, filingOf(filing)))
  }
  return versions
}

test.each(stories)('$key can be filed as it stands', story => {
  expect(played(story).length).toBe(story.filings.length)
  const times = story.filings.map(filing => filing.minutesAgo)
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(Math.max(...times)).toBeLessThanOrEqual(48 * 60)
  for (const { by } of story.filings) expect(people.staff.map(each => each.username)).toContain(by)
})

test('the storyline shows every signal, a flash that grows, a withheld story that returns and an embargo', () => {
  expect(new Set(filed.map(({ filing }) => filing.signal))).toEqual(
    new Set(['new', 'update', 'correction', 'advisory', 'withhold', 'kill']),
  )
  const flashes = stories.filter(story => story.filings[0].content?.priority === 1)
  expect(flashes.map(story => story.filings.map(filing => filing.signal))).toEqual(
    Array.from({ length: 2 }, () => ['new', 'update', 'update']),
  )
  expect(stories.some(story => story.filings.map(f => f.signal).join() === 'new,withhold,correction')).toBe(true)
  expect(filed.filter(({ filing }) => (filing.embargoHours ?? 0) > 0).length).toBe(1)
  for (const { filing } of filed) {
    if (filing.signal === 'correction' || filing.signal === 'kill') expect(filing.line).toMatch(/\.$/u)
  }
})

test('a killed story is replaced by one that was filed before the kill', () => {
  const kills = filed.filter(({ filing }) => filing.signal === 'kill')
  expect(kills.length).toBe(1)
  for (const { filing } of kills) {
    const replacement = stories.find(story => story.key === filing.replacedBy)
    expect(replacement?.filings[0].minutesAgo).toBeGreaterThan(filing.minutesAgo)
  }
})
