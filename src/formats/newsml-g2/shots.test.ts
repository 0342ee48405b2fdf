import { expect, test } from 'vitest'
import { agency, floodInVeyra, lakeVideo } from '../../../test/kit/examples.ts'
import { firstOf } from '../../../test/kit/g2-documents.ts'
import { newsmlG2Errors } from '../../../test/kit/schemas.ts'
import { paragraph } from '../../domain/body.ts'
import { writeNewsmlG2 } from './write.ts'

const full = { face: 'full', notice: null, agency } as const
const body = ['Limandan görüntüler', '00:00 Feribot & liman', '00:07 Yolcular iskelede', '00:41 Kaptan konuşuyor'].map(
  paragraph,
)
const video = { ...lakeVideo, content: { ...lakeVideo.content, body } }

test('the shots of a video are parts with their times, and the words of its caption as they were', async () => {
  const document = writeNewsmlG2(video, full)
  expect(document).toContain(
    '<partMeta seq="1"><timeDelim start="0" end="7" timeunit="timeunit:seconds"/><description role="drol:caption">Feribot &amp; liman</description></partMeta>',
  )
  expect(document).toContain('<timeDelim start="41" end="63" timeunit="timeunit:seconds"/>')
  expect(await newsmlG2Errors({ video: document })).toEqual([])
  expect(firstOf(document).body).toEqual(body)
})

test('what is no video, and a face without its words, has none', () => {
  expect(writeNewsmlG2({ ...floodInVeyra, content: { ...floodInVeyra.content, body } }, full)).not.toContain('partMeta')
  expect(writeNewsmlG2(video, { ...full, face: 'headline' })).not.toContain('partMeta')
})
