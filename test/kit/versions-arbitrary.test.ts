import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlOfBody } from '../../src/formats/html.ts'
import { readHtmlBody } from '../../src/formats/read/html-body.ts'
import { arbitraryVersion } from './versions-arbitrary.ts'

test('bodies of generated versions come back from HTML as they went in', () => {
  fc.assert(
    fc.property(arbitraryVersion(), ({ content }) => {
      expect(readHtmlBody(htmlOfBody(content.body)).body).toEqual(content.body)
    }),
    { numRuns: 500 },
  )
})
