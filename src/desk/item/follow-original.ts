import type { Context } from 'hono'
import { readLinks, writeLinks } from '../../domain/link-lines.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { changeDraft } from '../write/draft-change.ts'

/** Notes in the draft of a translation that it translates another version of its original now. @throws Refusal as `changeDraft` */
export const followOriginal = async (desk: Desk, c: Context<WebEnv>, draft: string, version: number) => {
  await changeDraft(desk, { draft, by: c.get('person').id }, fields => {
    const { links, unknown } = readLinks(fields.links ?? '')
    const now = links.map(each => (each.rel === 'translation-of' ? { ...each, version } : each))
    return { ...fields, links: [writeLinks(now), ...unknown].filter(line => line !== '').join('\n') }
  })
  return c.redirect(`/desk/drafts/${draft}`, 303)
}
