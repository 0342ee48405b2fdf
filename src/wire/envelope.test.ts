import { expect, test } from 'vitest'
import { floodKilled, tramNamed, tramNamedKilled } from '../../test/kit/examples.ts'
import type { Entry } from '../domain/entry.ts'
import { noticeOf } from '../domain/notice.ts'
import type { SentVersion } from '../domain/version.ts'
import { envelopeTail } from './envelope.ts'

const tail = (version: SentVersion, killed: SentVersion | null) => {
  const { seq, sentAt: at, item, signal, type } = version
  const { language, category, priority } = version.content
  const entry = {
    ...{ seq, at, item, version: version.number, signal, type, language, category, priority },
    ...{ state: killed === null ? 'usable' : 'killed', products: [], itemProducts: [], embargoed: false },
  } as unknown as Entry
  const notice = killed === null ? null : noticeOf(killed)
  const face = notice === null ? 'full' : 'notice'
  return JSON.parse(`{${envelopeTail({ entry, face, version, notice } as Parameters<typeof envelopeTail>[0], null)}`)
}

test('every entry of a killed item says under which class of reasons it was, and no other says any', () => {
  expect(tail(tramNamedKilled, tramNamedKilled)).toMatchObject({ state: 'killed', reason: 'legal' })
  expect(tail(tramNamed, tramNamedKilled)).toMatchObject({ state: 'killed', reason: 'legal' })
  expect(tail(tramNamed, null)).not.toHaveProperty('reason')
  expect(tail(floodKilled, floodKilled)).not.toHaveProperty('reason')
})
