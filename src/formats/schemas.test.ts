import { expect, test } from 'vitest'
import { agency, examples, floodInVeyra } from '../../test/kit/examples.ts'
import { newsmlG2Errors, ninjsValidator } from '../../test/kit/schemas.ts'
import { noticeOf } from '../domain/notice.ts'
import type { FormatName } from './render.ts'
import { render } from './render.ts'
import type { Face, Rendering } from './rendering.ts'

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

test('every NewsML-G2 document of every signal and face passes the 2.35 schema', async () => {
  expect(await newsmlG2Errors(documents('newsml-g2'))).toEqual([])
})

test('every newsMessage of the HAS dialect passes the 2.35 schema', async () => {
  expect(await newsmlG2Errors(documents('newsml29'))).toEqual([])
})

test('every ninjs document of every signal and face passes the 3.1 schema', () => {
  const errors = ninjsValidator()
  for (const [name, document] of Object.entries(documents('ninjs'))) expect(errors(document), name).toEqual([])
})

test('the schemas are really asked: wrong documents are refused', async () => {
  const good = render('newsml-g2', floodInVeyra, { face: 'full', notice: null, agency })
  const wrong = good.bytes.toString().replace('<pubStatus', '<signal qcode="sig:update"/><pubStatus')
  expect(await newsmlG2Errors({ wrong })).not.toEqual([])
  expect(await newsmlG2Errors({ broken: good.bytes.toString().slice(0, -20) })).not.toEqual([])
  expect(ninjsValidator()('{"uri":"tag:meridian.example,2026-11-23:text:1","pubStatus":"cancelled"}')).not.toEqual([])
})
