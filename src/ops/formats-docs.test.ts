import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileFormats, readableFormats } from '../formats/reading.ts'
import { formatNames } from '../formats/render.ts'
import { formatsWithTable } from './formats-docs.ts'

const document = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')

test('docs/formats.md says what the code says; `npm run docs` writes it', () => {
  expect(formatsWithTable(document)).toBe(document)
})

test('docs/formats.md names every format that is read or written', () => {
  for (const format of [...readableFormats, ...fileFormats, ...formatNames]) expect(document).toContain(`\`${format}\``)
})

test('the table replaces what stood between the markers, and nothing else', () => {
  const written = formatsWithTable('# A\n<!-- carried -->\nstale\n<!-- /carried -->\nThe end.\n')
  expect(written).toMatch(/^# A\n<!-- carried -->\n\| format \|/u)
  expect(written).toMatch(/\n<!-- \/carried -->\nThe end\.\n$/u)
  expect(written).not.toContain('stale')
  expect(() => formatsWithTable('# A\n')).toThrow(RangeError)
})
