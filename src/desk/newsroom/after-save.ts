import type { Context } from 'hono'
import { stages } from '../../domain/stage.ts'
import { requireDraft } from '../../store/draft.ts'
import type { WebEnv } from '../../web/env.ts'
import type { Desk } from '../env.ts'
import { followOriginal } from '../item/follow-original.ts'
import { changeStage } from './acts.ts'
import { backTo } from './back.ts'

/** Goes on after the editor has saved, where a button of `StageActs` was pressed. @returns null for any other button */
export const afterSave = async (desk: Desk, c: Context<WebEnv>, id: string, act: string): Promise<Response | null> => {
  if (act === 'schedule' || act === 'trail') return c.redirect(`/desk/drafts/${id}/${act}`, 303)
  const followed = /^follow-(\d{1,6})$/u.exec(act)?.[1]
  if (followed !== undefined) return followOriginal(desk, c, id, Number(followed))
  const to = stages.find(each => act === `stage-${each}`)
  if (to === undefined) return null
  const draft = await requireDraft(desk.db, id)
  const event = await changeStage(desk, c, draft, { to, note: '' })
  return backTo(c, `/desk/drafts/${id}`, event === null ? { missed: id } : { done: event })
}
