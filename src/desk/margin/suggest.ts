import { type Context, Hono } from 'hono'
import { requireCan } from '../../accounts/guard.ts'
import { Refusal } from '../../domain/refusal.ts'
import { categoryCodes } from '../../domain/taxonomy.ts'
import { findTopics, nextTopics } from '../../domain/topic-search.ts'
import { pickItems } from '../../store/desk-pick.ts'
import { findNames, type NameKind } from '../../store/used-name.ts'
import type { WebEnv } from '../../web/env.ts'
import { type Screen, screenOf } from '../../web/screen.ts'
import type { Desk } from '../env.ts'
import { groupOption, linkOption, nameOption, type Option, topicOption } from './option.ts'

/** Fields that are completed. */
export const suggestFields = ['subjects', 'people', 'organisations', 'places', 'keywords', 'links', 'group'] as const
export type SuggestField = (typeof suggestFields)[number]

export const nameKinds = {
  people: 'person',
  organisations: 'organisation',
  places: 'place',
  keywords: 'keyword',
} as const satisfies Partial<Record<SuggestField, NameKind>>

const offered = 12
const longestQuery = 200

/** `/desk/suggest?field=…&q=…`: what a field may be completed with, as JSON `{ options }`; `chosen` are the codes that are in it, `category` is the story's. */
export const suggestRoutes = (desk: Desk): Hono<WebEnv> => {
  const routes = new Hono<WebEnv>()
  routes.get('/suggest', c => suggest(desk, c))
  return routes
}

const suggest = async (desk: Desk, c: Context<WebEnv>) => {
  requireCan(c.get('person'), 'draft')
  const field = suggestFields.find(each => each === c.req.query('field'))
  if (field === undefined)
    throw new Refusal('bad-input', `field: must be one of ${suggestFields.join(', ')}`, { field: 'field' })
  const q = (c.req.query('q') ?? '').trim().slice(0, longestQuery)
  const chosen = (c.req.query('chosen') ?? '').split(',')
  const category = categoryCodes.find(each => each === c.req.query('category')) ?? null
  const options = await optionsFor(desk, screenOf(c), { field, q, chosen, category })
  return c.json({ options: options.slice(0, offered) }, 200, { 'Cache-Control': 'no-store' })
}

interface Asked {
  readonly field: SuggestField
  readonly q: string
  readonly chosen: readonly string[]
  readonly category: (typeof categoryCodes)[number] | null
}

const optionsFor = async ({ db }: Desk, screen: Screen, { field, q, chosen, category }: Asked): Promise<Option[]> => {
  switch (field) {
    case 'subjects': {
      const topics = q === '' ? nextTopics(chosen, category, offered) : findTopics(q, offered)
      return topics.map(topic => topicOption(topic, screen))
    }
    case 'links':
      return (await pickItems(db, { types: null, q, limit: offered })).map(each => linkOption(each, screen))
    case 'group': {
      const found = (await pickItems(db, { types: null, q, limit: offered * 4 })).flatMap(groupOption)
      return [...new Map(found.toReversed().map(each => [each.value, each])).values()].toReversed()
    }
    default:
      return (await findNames(db, { kind: nameKinds[field], q, limit: offered })).map(nameOption)
  }
}
