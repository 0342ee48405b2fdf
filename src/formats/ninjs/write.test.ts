import { describe, expect, test } from 'vitest'
import { agency, examples } from '../../../test/kit/examples.ts'
import { noticeOf } from '../../domain/notice.ts'
import { schemaErrors } from '../../ops/schemas.ts'
import { type FormatName, render } from '../render.ts'
import type { Face, Rendering } from '../rendering.ts'

const faces: Face[] = ['full', 'headline', 'notice']

const documents = (format: FormatName): Record<string, string> =>
  Object.fromEntries(
    Object.entries(examples).flatMap(([name, version]) =>
      faces.map(face => {
        const rendering: Rendering = { face, notice: version.state === 'usable' ? null : noticeOf(version), agency }
        return [`${name}-${face}`, render(format, version, rendering).bytes.toString()]
      }),
    ),
  )

describe('every document of every example and face passes its schema', () => {
  test.each([
    ['ninjs', 'ninjs 3.1'],
    ['ninjs-2.2', 'ninjs 2.2'],
    ['ninjs-1.6', 'ninjs 1.6'],
  ] as const)('%s', async (format, schema) => {
    expect(await schemaErrors(schema, documents(format))).toEqual([])
  })
})
