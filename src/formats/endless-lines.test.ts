import { expect, test } from 'vitest'
import { faultOf } from '../../test/kit/reading-faults.ts'
import { readDocument } from './read.ts'
import { noDefaults } from './reading.ts'

// Each took time that grew with its square, and would run into the time limit of tests.
const run = (text: string) => text.repeat(400_000)

test.each([
  ['a message of blanks', `\u0001orn0042 3 f 31\r\n\u0002${run(' ')}x`],
  ['a message with a keyword line of blanks', `\u0016\u0016\u0001w1\nf l x\n\u0002^a${run(' ')}b,1`],
  ['a message with a name of blanks', `\u0001orn0042 3 f 31\r\n\u0002a\r\nBy a${run(' ')}b =`],
  ['a title of tags that never close', `<rss><channel><item><title>${run('&lt;a ')}</title></item></channel></rss>`],
])('%s is read in the time that its length asks for', async (_, document) => {
  expect(faultOf(await readDocument(Buffer.from(document), noDefaults))).toBe(null)
})
