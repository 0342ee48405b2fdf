import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agency, examples } from '../../../test/kit/examples.ts'
import { arbitraryVersion } from '../../../test/kit/versions-arbitrary.ts'
import type { SentVersion } from '../../domain/version.ts'
import { differences } from '../carried.ts'
import { noDefaults, type ReadItem } from '../reading.ts'
import { type FormatName, render } from '../render.ts'
import { readNinjs } from './read.ts'

// What a document cannot say: the priority of a kill, which goes out as urgent as can be.
const lost = (version: SentVersion): string[] => (version.state === 'killed' ? ['priority'] : [])

const readBack = (format: FormatName, version: SentVersion): ReadItem[] => {
  const { bytes } = render(format, version, { face: 'full', notice: null, agency })
  const text = bytes.toString()
  return [...readNinjs(JSON.parse(text), { bytes, text, defaults: noDefaults }).items]
}

const changes = (format: FormatName, version: SentVersion): string[] => {
  const [item, ...more] = readBack(format, version)
  if (item === undefined || more.length > 0) return [`${more.length} items more`]
  return differences(version, agency, item).filter(field => !lost(version).includes(field))
}

describe.each(['ninjs', 'ninjs-2.2', 'ninjs-1.6', 'ninjs-superdesk'] as const)('%s', format => {
  test.each(Object.entries(examples))('gives %s back as it was', (_, version) => {
    expect(changes(format, version)).toEqual([])
  })

  test('gives every version back as it was', () => {
    fc.assert(
      fc.property(arbitraryVersion(), version => {
        expect(changes(format, version)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('holds nothing that our own writer sends, and has no remarks on it', () => {
    fc.assert(
      fc.property(arbitraryVersion(), version => {
        const [item] = readBack(format, version)
        expect(item?.holds).toEqual([])
        expect(item?.otherSignals).toEqual([])
        expect(item?.remarks.filter(({ kind }) => kind !== 'guessed')).toEqual([])
      }),
    )
  })
})
