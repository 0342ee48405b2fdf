import { itemTypes } from '../../src/domain/ids.ts'
import { content } from './examples.ts'
import { startedHas } from './has.ts'
import { type Kind, readyFiles } from './has-files.ts'
import { flood } from './stories.ts'

/** The story to which two pictures and a video belong. */
const group = 'flood-in-veyra'

/** HAS with one item of every type, and a subscriber who may have all of it. */
export const startedMediaHas = async (changed: Parameters<typeof startedHas>[0] = {}) => {
  const has = await startedHas(changed)
  const everything = await has.product('everything', {})
  const types = [...itemTypes]
  const { as, id } = await has.join('Everything', { products: [everything], types })
  const headline = (words: string) => ({ content: content({ headline: words, bylines: ['Photo Desk'] }) })
  const send = async (kind: Kind, words: string, inGroup: string | null) => {
    const files = await readyFiles(has.db, has.media.blobs, kind)
    const filing = headline(words)
    return (await has.file({ ...filing, content: { ...filing.content, ...files }, group: inGroup }, null, kind)).item
  }
  const items = {
    text: (await has.file({ content: flood, group })).item,
    picture: (await has.picture({ ...headline('Water in the streets of Veyra'), group })).item,
    second: (await has.picture({ ...headline('Boats in the streets of Veyra'), group }, 90)).item,
    alone: (await has.picture(headline('A ferry on Lake Orsel'), 140)).item,
    video: await send('video', 'The river Sarn rises', group),
    graphic: await send('graphic', 'How high the water stood', null),
    file: await send('file', 'The report of the gauge office', null),
    quiet: (await has.file(headline('Nothing but words'))).item,
  }
  return { ...has, as, subscriber: id, everything, types, items, group, send }
}

export type StartedMediaHas = Awaited<ReturnType<typeof startedMediaHas>>
