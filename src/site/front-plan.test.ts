import { describe, expect, test } from 'vitest'
import type { ItemId } from '../domain/ids.ts'
import type { Category, Priority } from '../domain/taxonomy.ts'
import type { PublicTeaser } from '../domain/teaser.ts'
import { planFront, riverLength, sectionLength } from './front-plan.ts'

const story = (minutesAgo: number, category: Category = 'general', priority: Priority = 4): PublicTeaser => {
  const publishedAt = new Date(Date.parse('2026-11-23T12:00:00Z') - minutesAgo * 60_000)
  return {
    item: `dl:text:20261123:${1000 + minutesAgo}` as ItemId,
    slug: `s-${minutesAgo}`,
    language: 'en',
    category,
    priority,
    headline: `${minutesAgo} minutes ago`,
    dateline: null,
    summary: 'Summary.',
    summaryKind: 'editor',
    correction: null,
    publishedAt,
    updatedAt: publishedAt,
  }
}

describe('the lead', () => {
  test('is the newest where all are routine', () => expect(planFront([story(1), story(2)]).lead?.slug).toBe('s-1'))

  test('is the most urgent of the last six hours, the newest of those', () =>
    expect(planFront([story(1), story(10, 'general', 2), story(20, 'general', 2)]).lead?.slug).toBe('s-10'))

  test('is not what was urgent before that', () =>
    expect(planFront([story(1), story(400, 'general', 1)]).lead?.slug).toBe('s-1'))

  test('is nothing while there is no news', () =>
    expect(planFront([])).toEqual({ lead: null, river: [], sections: [] }))
})

test('each story stands on the page once', () => {
  const stories = Array.from({ length: 80 }, (_, n) => story(n, n % 2 === 0 ? 'sports' : 'politics'))
  const plan = planFront(stories)
  const shown = [plan.lead, ...plan.river, ...plan.sections.flatMap(section => section.stories)].map(each => each?.slug)
  expect(new Set(shown).size).toBe(shown.length)
  expect(shown).toHaveLength(1 + riverLength + 2 * sectionLength)
})

test('one story is a lead and nothing else', () => {
  const plan = planFront([story(1)])
  expect([plan.lead?.slug, plan.river, plan.sections]).toEqual(['s-1', [], []])
})

test('stories of one moment are not parted at the end of the river', () => {
  const plan = planFront([
    ...Array.from({ length: riverLength }, (_, n) => story(n)),
    story(riverLength),
    story(riverLength),
  ])
  expect(plan.river).toHaveLength(riverLength + 1)
})

test('sections come in the order of the agency’s list, without those that are above already', () => {
  const river = Array.from({ length: riverLength + 1 }, (_, n) => story(n, 'health'))
  const plan = planFront([...river, story(100, 'politics'), story(101, 'economy')])
  expect(plan.sections.map(section => section.category)).toEqual(['economy', 'politics'])
})
