import { expect, test } from 'vitest'
import { isSame, merge, says } from './merge.ts'

const base = { headline: 'Ferry', deck: '', body: 'One.', kept: '[]' }

test('what only one has changed is taken from both', () => {
  const merged = merge(base, { ...base, headline: 'Ferry starts' }, { ...base, deck: 'On Monday' })
  expect(merged).toEqual({
    fields: { ...base, headline: 'Ferry starts', deck: 'On Monday' },
    conflicts: [],
    theirs: ['deck'],
  })
})

test('what both have changed stays as I wrote it, and is named', () => {
  const merged = merge(base, { ...base, headline: 'Mine' }, { ...base, headline: 'Theirs' })
  expect(merged.fields.headline).toBe('Mine')
  expect(merged.conflicts).toEqual(['headline'])
})

test('the same change on both sides is no conflict', () => {
  const both = { ...base, headline: 'Both' }
  expect(merge(base, both, both)).toEqual({ fields: both, conflicts: [], theirs: [] })
})

test('a text and its kept blocks go together', () => {
  const theirs = { ...base, body: 'One.\n\n[[table 1: a]]', kept: '[{"kind":"table"}]' }
  expect(merge(base, { ...base, headline: 'Mine' }, theirs).fields).toEqual({ ...theirs, headline: 'Mine' })
  expect(merge(base, { ...base, body: 'Mine.' }, theirs)).toMatchObject({
    fields: { body: 'Mine.', kept: '[]' },
    conflicts: ['body'],
  })
})

test('inputs of the form that the server knows nothing of do not count', () => {
  expect(says({ ...base, focusX: '50' }, base)).toBe(true)
  expect(isSame({ ...base, focusX: '50' }, base)).toBe(false)
  expect(isSame({ ...base, focusX: '' }, base)).toBe(true)
})
