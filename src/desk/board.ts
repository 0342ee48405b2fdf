import type { Db } from '../store/db.ts'
import { listen } from '../store/follow.ts'
import type { Fanout } from '../wire/fanout.ts'

/** What has changed for everybody who looks at the desk: the wire has grown, drafts or enquiries were saved, something came in, or something
 *  became of an upload. */
export const deskNews = ['wire', 'drafts', 'intake', 'media'] as const
export type DeskNews = (typeof deskNews)[number]

/** Tells open pages of this process that they should look again. */
export interface Board {
  /** @returns what ends it */
  follow(listener: (news: DeskNews) => void): Promise<() => void>
  /** Everything about one draft, every letter that is saved. @returns what ends it */
  followDraft(id: string, listener: () => void): Promise<() => void>
}

/** What a notification begins with that concerns only those who look at the draft itself. */
const typing = 'typing '

/** A board over the tail of this process and the database's notifications; it begins to listen with its first follower and ends with the pool. */
export const createBoard = (db: Db, fanout: Pick<Fanout, 'observe'>): Board => {
  const listeners = new Set<(news: DeskNews) => void>()
  const tell = (news: DeskNews) => {
    for (const listener of listeners) listener(news)
  }
  const readers = new Map<() => void, string>()
  const tellReaders = (payload: string | null) => {
    for (const [reader, id] of readers) if (payload === null || payload === id || payload === typing + id) reader()
  }
  let listening: Promise<unknown> | null = null
  const listenOnce = (): Promise<unknown> => {
    if (listening !== null) return listening
    fanout.observe(() => tell('wire'))
    const desk = listen(db, 'desk', payload => {
      tellReaders(payload)
      if (payload?.startsWith(typing)) return
      if (payload !== 'intake') tell('drafts')
      if (payload === 'intake' || payload === null) tell('intake')
    })
    listening = Promise.all([desk, listen(db, 'media', () => tell('media'))])
    return listening
  }
  return {
    async follow(listener) {
      await listenOnce()
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async followDraft(id, listener) {
      await listenOnce()
      readers.set(listener, id)
      return () => readers.delete(listener)
    },
  }
}
