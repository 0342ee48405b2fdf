import { makeDraftId } from '../../src/store/draft.ts'
import type { Form, Sitter, StartedDesk } from './desk.ts'
import { hidden, storyForm } from './drafting.ts'

/** A tab with the editor open, as the script of the page speaks to the desk. */
export interface Tab {
  readonly id: string
  /** Posts JSON to `/desk/drafts/{id}/…`. */
  post(act: string, body?: object): Promise<Response>
  /** Saves by itself: the fields of a story with these parts. */
  save(revision: number, parts?: Form, more?: object): Promise<Response>
}

/** Opens a tab on a draft, or on a new one. */
export const openTab = async (
  app: StartedDesk['app'],
  sitter: Sitter,
  { draft = makeDraftId(), tab }: { draft?: string; tab: string },
): Promise<Tab> => {
  const csrf = hidden(await sitter.page('/desk/new'), 'csrf')
  const headers = { cookie: sitter.cookie, 'content-type': 'application/json', 'x-csrf-token': csrf }
  const post = async (act: string, body: object = {}) =>
    app.request(`/desk/drafts/${draft}/${act}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(act === 'autosave' ? { tab, ...body } : { tab, revision: 0, ...body }),
    })
  return {
    id: draft,
    post,
    save: (revision, parts = {}, more = {}) => {
      const { revision: _, do: __, ...form } = storyForm(parts)
      const fields = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]))
      return post('autosave', { revision, fields, ...more })
    },
  }
}
