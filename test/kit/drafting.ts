import type { Form, Sitter } from './desk.ts'

/** A story as the form of the editor sends it; each call has an id of its own. */
export const storyForm = (parts: Form = {}): Form => ({
  ...{ revision: 0, do: 'save', headline: 'Ferry service on Lake Orsel starts again', deck: '', dateline: 'ORSEL' },
  ...{ bylines: '', body: 'Ferries crossed Lake Orsel again on Monday.\n\nThe harbour office said so.', summary: '' },
  ...{ language: 'en', category: 'general', priority: 4, keywords: 'ferry, lake', subjects: '', group: '' },
  ...{ embargo: 'none', embargoUntil: '', note: '', line: '' },
  ...parts,
})

let number = 0
export const newDraftPath = (): string => `/desk/drafts/dra_kit${String(++number).padStart(8, '0')}`

/** Saves a new draft. @returns its path */
export const drafted = async (sitter: Sitter, parts: Form = {}): Promise<string> => {
  const path = newDraftPath()
  const answer = await sitter.post(path, storyForm(parts))
  if (answer.status !== 303) throw new Error(`saving answered ${answer.status}`)
  return path
}

/** Writes and sends a story. @returns the path of its page */
export const broadcasted = async (sitter: Sitter, parts: Form = {}): Promise<string> => {
  const path = await drafted(sitter, parts)
  return sentFrom(await sitter.post(`${path}/send`, { revision: 1 }))
}

/** The item's page that an answer leads to. */
export const sentFrom = async (answer: Response): Promise<string> => {
  const location = answer.headers.get('location') ?? ''
  if (answer.status !== 303 || !location.startsWith('/desk/items/')) {
    throw new Error(`sending answered ${answer.status} ${location}`)
  }
  return location.split('?', 1)[0] ?? ''
}

/** Begins a draft of the next version. @returns its path */
export const nextDraft = async (sitter: Sitter, item: string, signal: 'update' | 'correction'): Promise<string> => {
  const answer = await sitter.post(`${item}/drafts`, { signal })
  return answer.headers.get('location') ?? ''
}

/** The value of a hidden input of a page. */
export const hidden = (html: string, name: string): string => {
  const found = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`, 'u').exec(html)
  if (found === null) throw new Error(`no hidden input ${name}`)
  return found[1] ?? ''
}
