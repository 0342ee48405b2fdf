import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CropName, cropRatios, noEdit } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { cropBox, parseEdit } from './crop.ts'

const names = Object.keys(cropRatios) as CropName[]
const sides = fc.integer({ min: 1, max: 20_000 })
const part = fc.double({ min: 0, max: 1, noNaN: true })
const focuses = fc.option(fc.record({ x: part, y: part }))
const boxes = fc
  .record({ left: part, top: part, right: part, bottom: part })
  .map(({ left, top, right, bottom }) => ({
    left: Math.min(left, right),
    top: Math.min(top, bottom),
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
  }))
  .filter(({ width, height }) => width > 0 && height > 0)

test('a crop lies within the picture and the box of the editor, in its shape, and has the focus in it where that can be', () => {
  fc.assert(
    fc.property(
      fc.record({ width: sides, height: sides }),
      fc.constantFrom(...names),
      focuses,
      fc.option(boxes),
      (size, name, focus, box) => {
        const cut = cropBox(size, name, { focus, crops: box === null ? {} : { [name]: box } })
        expect(Object.values(cut).every(Number.isInteger)).toBe(true)
        expect(cut.left).toBeGreaterThanOrEqual(0)
        expect(cut.top).toBeGreaterThanOrEqual(0)
        expect(cut.left + cut.width).toBeLessThanOrEqual(size.width)
        expect(cut.top + cut.height).toBeLessThanOrEqual(size.height)
        const ratio = cropRatios[name]
        const isTiny = Math.min(cut.width, cut.height) <= 1
        // Each side is off by at most half a pixel of rounding.
        if (!isTiny) expect(Math.abs(cut.width - cut.height * ratio)).toBeLessThanOrEqual(0.5 + 0.5 * ratio + 1e-6)
        const within = box ?? { left: 0, top: 0, width: 1, height: 1 }
        expect(cut.left).toBeGreaterThanOrEqual(Math.floor(within.left * size.width) - 1)
        expect(cut.left + cut.width).toBeLessThanOrEqual(Math.ceil((within.left + within.width) * size.width) + 1)
        expect(cut.top + cut.height).toBeLessThanOrEqual(Math.ceil((within.top + within.height) * size.height) + 1)
        if (focus !== null && box === null) {
          expect(cut.left - 1).toBeLessThanOrEqual(focus.x * size.width)
          expect(cut.left + cut.width + 1).toBeGreaterThanOrEqual(focus.x * size.width)
          expect(cut.top - 1).toBeLessThanOrEqual(focus.y * size.height)
          expect(cut.top + cut.height + 1).toBeGreaterThanOrEqual(focus.y * size.height)
        }
        // As large as fits: one side is that of what it is cut from.
        if (!isTiny)
          expect(
            Math.min(
              Math.abs(cut.width - within.width * size.width),
              Math.abs(cut.height - within.height * size.height),
            ),
          ).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 3_000, seed: 2026 },
  )
})

test('crops are cut around the middle, the focus, or from the box of the editor', () => {
  const size = { width: 6000, height: 4000 }
  expect(cropBox(size, 'wide', noEdit)).toEqual({ left: 0, top: 313, width: 6000, height: 3375 })
  expect(cropBox(size, 'square', noEdit)).toEqual({ left: 1000, top: 0, width: 4000, height: 4000 })
  expect(cropBox(size, 'square', { focus: { x: 0.1, y: 0.5 }, crops: {} })).toMatchObject({ left: 0, width: 4000 })
  expect(cropBox(size, 'tall', { focus: { x: 0.75, y: 0.5 }, crops: {} })).toMatchObject({ left: 2800, width: 3200 })
  const box = { left: 0.5, top: 0.5, width: 0.5, height: 0.5 }
  expect(cropBox(size, 'wide', { focus: null, crops: { wide: box } })).toEqual({
    ...{ left: 3000, top: 2156, width: 3000, height: 1688 },
  })
  // A focus outside of the editor's box: the box wins.
  expect(cropBox(size, 'wide', { focus: { x: 0, y: 0 }, crops: { wide: box } })).toMatchObject({
    left: 3000,
    top: 2000,
  })
})

describe('an edit that comes in at a door', () => {
  test('is taken with its defaults', () => {
    expect(parseEdit({})).toEqual(noEdit)
    const edit = { focus: { x: 0.2, y: 1 }, crops: { square: { left: 0.1, top: 0.2, width: 0.9, height: 0.8 } } }
    expect(parseEdit(edit)).toEqual(edit)
  })
  const bad: [unknown, string][] = [
    [{ focus: { x: 1.2, y: 0 } }, 'focus.x'],
    [{ focus: { x: 'left', y: 0 } }, 'focus.x'],
    [{ focus: { x: Number.NaN, y: 0 } }, 'focus.x'],
    [{ crops: { wide: { left: 0.5, top: 0, width: 0.6, height: 1 } } }, 'crops.wide'],
    [{ crops: { tall: { left: 0, top: 0, width: 0, height: 1 } } }, 'crops.tall'],
    [{ crops: { tall: { left: -0.1, top: 0, width: 1, height: 1 } } }, 'crops.tall.left'],
    [{ crops: { round: { left: 0, top: 0, width: 1, height: 1 } } }, 'crops'],
    ['wide', 'edit'],
  ]
  test.each(bad)('is refused by the name of its field: %j', (input, field) => {
    expect(() => parseEdit(input)).toThrow(Refusal)
    try {
      parseEdit(input)
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad-input', field, message: expect.stringContaining(field) })
    }
  })
})
