import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodies } from '../../../test/kit/text-arbitrary.ts'
import type { Body } from '../../domain/body.ts'
import { joinedBlock, readBody } from '../../domain/body-text.ts'
import { joinSpans } from '../../domain/inline-text.ts'
import { bodyOf, documentOf, documentOfText, textOfDocument } from './document.ts'
import { placeOf, plainTextOf } from './plain-text.ts'

/** As every reader has it: neighbouring spans of the same look made one, also in cells and captions. */
const joined = (body: Body): Body =>
  body.map(joinedBlock).map(block => {
    if (block.kind === 'table') return { ...block, rows: block.rows.map(row => row.map(joinSpans)) }
    return block.kind === 'figure' ? { ...block, caption: joinSpans(block.caption) } : block
  })

test('a body comes back from the editor as it went in', () => {
  fc.assert(
    fc.property(bodies, body => {
      const doc = documentOf(body)
      doc.check()
      expect(bodyOf(doc)).toEqual(joined(body))
    }),
  )
})

test('a body comes back through the text that is saved', () => {
  fc.assert(
    fc.property(bodies, body => {
      const text = textOfDocument(documentOf(body))
      expect(bodyOf(documentOfText(text))).toEqual(joined(body))
      expect(readBody(text).body).toEqual(joined(body))
    }),
  )
})

test('nothing is an empty paragraph, and an empty paragraph is nothing', () => {
  expect(documentOf([]).childCount).toBe(1)
  expect(textOfDocument(documentOf([]))).toEqual({ text: '', kept: [] })
})

test('a line that names a block which is not there stays as it was typed', () => {
  const doc = documentOfText({ text: 'One.\n\n[[table 4]]\n\nTwo.', kept: [] })
  expect(doc.textContent).toBe('One.[[table 4]]Two.')
})

test('rows of a table are made as long as the longest', () => {
  const rows = [[[{ text: 'a' }], [{ text: 'b' }]], [[{ text: 'c' }]]]
  const [table] = bodyOf(documentOf([{ kind: 'table', header: true, rows }]))
  expect(table).toEqual({ kind: 'table', header: true, rows: [rows[0], [[{ text: 'c' }], []]] })
})

test('white space at the ends of a block is not kept', () => {
  expect(bodyOf(documentOf([{ kind: 'p', spans: [{ text: ' a ', em: true }, { text: ' ' }] }]))).toEqual([
    { kind: 'p', spans: [{ text: 'a ', em: true }] },
  ])
})

test('every letter of the plain text has its place in the document', () => {
  fc.assert(
    fc.property(bodies, body => {
      const doc = documentOf(body)
      const plain = plainTextOf(doc)
      for (const { start, text } of plain.stretches) {
        const from = placeOf(plain, start)
        const to = placeOf(plain, start + text.length)
        expect(doc.textBetween(from ?? 0, to ?? 0)).toBe(text)
      }
    }),
  )
})
