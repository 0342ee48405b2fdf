import { type Category, categoryCodes } from '../domain/taxonomy.ts'
import type { PublicTeaser } from '../domain/teaser.ts'

export const riverLength = 15
export const sectionLength = 3
/** So long a story can lead for its priority; then the newest does. */
const leadMs = 6 * 3_600_000

/** The front page: each story stands on it once. */
export interface FrontPlan {
  /** Null while there is no news. */
  readonly lead: PublicTeaser | null
  readonly river: readonly PublicTeaser[]
  /** Those with something that is not above, in the order of the agency's list. */
  readonly sections: readonly { readonly category: Category; readonly stories: readonly PublicTeaser[] }[]
}

/** Arranges a front page. @param stories newest first: what `frontOf` gives */
export const planFront = (stories: readonly PublicTeaser[]): FrontPlan => {
  const [newest] = stories
  if (newest === undefined) return { lead: null, river: [], sections: [] }
  const since = newest.publishedAt.getTime() - leadMs
  const lead = stories
    .filter(story => story.publishedAt.getTime() >= since)
    .reduce((best, story) => (story.priority < best.priority ? story : best), newest)
  const others = stories.filter(story => story !== lead)
  // Stories of one moment are not parted: the page of what is older begins before the last of them.
  const end = others[riverLength - 1]?.publishedAt.getTime() ?? Number.NEGATIVE_INFINITY
  const river = others.filter(story => story.publishedAt.getTime() >= end)
  const rest = others.slice(river.length)
  const sections = categoryCodes
    .map(category => ({
      category,
      stories: rest.filter(story => story.category === category).slice(0, sectionLength),
    }))
    .filter(section => section.stories.length > 0)
  return { lead, river, sections }
}
