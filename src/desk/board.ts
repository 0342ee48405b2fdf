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
}

/** A board over the tail of this process and the database's notifications; it begins to listen with its first follower and ends with the pool. */
export const createBoard = (db: Db, fanout: Pick<Fanout, 'observe'>): Board => {
  const listeners = new Set<(news: DeskNews) => void>()
  const tell = (news: DeskNews) => {
    for (const listener of listeners) listener(news)
  }
  let listening: Promise<unknown> | null = null
  return {
    async follow(listener) {
      if (listening === null) {
        fanout.observe(() => tell('wire'))
        const desk = listen(db, 'desk', payload => {
          if (payload !== 'intake') tell('drafts')
          if (payload === 'intake' || payload === null) tell('intake')
        })
        listening = Promise.all([desk, listen(db, 'media', () => tell('media'))])
      }
      await listening
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
