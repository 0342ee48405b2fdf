import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { secretKeyOf } from '../../src/accounts/secret-key.ts'
import type { ItemId } from '../../src/domain/ids.ts'
import type { SentVersion } from '../../src/domain/version.ts'
import { changeSource, keepSecret } from '../../src/intake/sources.ts'
import { type IncomingRow, incomingItems } from '../../src/store/intake-item.ts'
import { versionsOfItem } from '../../src/store/version.ts'
import { startedDateline } from './dateline.ts'
import { madePhoto } from './media.ts'

/** What sources of the kit say where their documents do not. */
export const pressDefaults = { category: 'general', language: 'en', provider: 'Lakeside Press' } as const

/** A Dateline that takes news in and makes renditions, and a folder for files. */
export const startedIntakeMedia = async () => {
  const started = await startedDateline({ ROLES: 'intake,jobs' })
  const { db } = started
  const folder = await mkdtemp(join(tmpdir(), 'dateline-intake-media-'))
  const itemsOf = async (source: string) => (await incomingItems(db, { source, limit: 50 })).toReversed()
  return {
    started,
    folder,
    itemsOf,
    /** The items of a source, the first to come first, once there are so many and all were decided on. */
    decided: (source: string, count = 1): Promise<IncomingRow[]> =>
      until(async () => {
        const items = await itemsOf(source)
        return items.length >= count && items.every(each => each.status !== 'arrived') ? items : null
      }),
    async newest({ item }: IncomingRow): Promise<SentVersion> {
      const version = (await versionsOfItem(db, item as ItemId)).at(-1)
      if (version === undefined) throw new Error('it is not on the wire')
      return version
    },
    /** Gives a source its credential, and lets it begin. */
    async openWith(id: string, secret: string): Promise<void> {
      await keepSecret(db, id, { secret, key: secretKeyOf(started.settings, { make: true }) })
      await changeSource(db, id, { enabled: true })
    },
    async stop(): Promise<void> {
      await started.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A picture of its own for each colour. */
export const photo = (colour: number, width = 1400): Promise<Buffer> =>
  madePhoto(width, Math.round(width * 0.75), colour)

/** Asks until there is an answer, a minute long. */
export const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
  for (let n = 0; n < 600; n++) {
    const found = await look()
    if (found !== null) return found
    await sleep(100)
  }
  throw new Error('it did not come')
}
