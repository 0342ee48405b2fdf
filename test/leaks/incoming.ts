import { vi } from 'vitest'
import { rawOf } from '../../src/store/intake-raw.ts'
import type { Started } from '../kit/dateline.ts'
import { arrived, ninjsStory, sourceNamed } from '../kit/incoming.ts'
import type { Places } from './matrix.ts'

/** Words of what has come in and nobody has sent: staff alone may find them. */
export const incomingWords = ['qzsourcename', 'qzcameinhead', 'qzcameinbody', 'qzunreadable']

/** Hands in a story that can be read, and something that cannot. @returns what addresses are made of */
export const leaveIncoming = async ({
  db,
  dateline,
}: Started): Promise<Pick<Places, 'source' | 'incoming' | 'raws'>> => {
  const door = { db, publisher: dateline.publisher }
  const { id: source } = await sourceNamed(door, 'qzsourcename')
  const body = '<p>The ferry qzcameinbody left the harbour.</p>'
  const story = ninjsStory('https://lakeside.example/1', 'Ferry qzcameinhead sails', {
    bodies: [{ contenttype: 'text/html', value: body }],
  })
  const read = await arrived(door, source, story)
  const unread = await arrived(door, source, '<?xml version="1.0"?><nitf><title>qzunreadable')
  const raws = [read.raw, unread.raw]
  // The process itself may have been quicker, and not be done.
  await vi.waitFor(async () => {
    for (const raw of raws) if ((await rawOf(db, raw))?.status === 'pending') throw new Error(`${raw} is not read yet`)
  }, 10_000)
  const rows = await db<{ id: number }[]>`select id from intake_item where raw_id = ${read.raw}`
  return { source, incoming: rows[0]?.id ?? 0, raws }
}
