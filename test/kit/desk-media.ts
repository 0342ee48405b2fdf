import type { Asset } from '../../src/store/asset.ts'
import type { Draft } from '../../src/store/draft.ts'
import type { Sitter, StartedDesk } from './desk.ts'
import { sentFrom, storyForm } from './drafting.ts'
import { readyPicture } from './media.ts'

/** A picture that was written about at the desk and sent. @returns the path of its page, and its upload */
export const sentPicture = async (
  desk: Pick<StartedDesk, 'db' | 'blobs'>,
  editor: Sitter,
  colour: number,
  group = '',
): Promise<{ item: string; asset: Asset }> => {
  const asset = await readyPicture(desk.db, desk.blobs, colour)
  const begun = await editor.post('/desk/media/begin', { asset: asset.id, do: 'each' })
  const draft = begun.headers.get('location') ?? ''
  await editor.post(draft, storyForm({ revision: 1, headline: 'The ferry at dawn', body: 'It leaves.', group }))
  return { asset, item: await sentFrom(await editor.post(`${draft}/send`, { revision: 2 })) }
}

/** The types of the drafts that a group ties. */
export const typesInGroup = (drafts: readonly Draft[], group: string): string[] =>
  drafts
    .filter(each => each.fields.group === group)
    .map(each => each.fields.carried?.type ?? 'text')
    .toSorted()
