import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cropRatios } from '../../domain/media.ts'
import { cropBox } from '../../media/make/crop.ts'
import { cutBox, fittedBox, names } from '../../web/client/crop-shape.js'

const part = fc.double({ min: 0, max: 1, noNaN: true })
const focus = fc.option(fc.record({ x: part, y: part }))
const box = fc
  .record({
    left: fc.double({ min: 0, max: 0.8, noNaN: true }),
    top: fc.double({ min: 0, max: 0.8, noNaN: true }),
    width: part,
    height: part,
  })
  .map(({ left, top, width, height }) => ({
    ...{ left, top, width: Math.max(0.1, width * (1 - left)), height: Math.max(0.1, height * (1 - top)) },
  }))
const size = fc.record({ width: fc.integer({ min: 200, max: 6000 }), height: fc.integer({ min: 200, max: 6000 }) })

test('what the desk shows of a crop before it is saved is what is cut, to the pixel', () => {
  expect(names).toEqual(Object.keys(cropRatios))
  fc.assert(
    fc.property(size, fc.constantFrom(...names), focus, fc.option(box), (picture, name, at, within) => {
      const shown = cutBox(name, { ...picture, focus: at, within })
      const cut = cropBox(picture, name, { focus: at, crops: within === null ? {} : { [name]: within } })
      expect(Math.abs(shown.width * picture.width - cut.width)).toBeLessThanOrEqual(1)
      expect(Math.abs(shown.height * picture.height - cut.height)).toBeLessThanOrEqual(1)
      expect(Math.abs(shown.left * picture.width - cut.left)).toBeLessThanOrEqual(1.5)
      expect(Math.abs(shown.top * picture.height - cut.top)).toBeLessThanOrEqual(1.5)
    }),
  )
})

test('a box that is dragged keeps its shape and stays within the picture', () => {
  const anywhere = fc.double({ min: -2, max: 3, noNaN: true })
  const dragged = fc.record({ left: anywhere, top: anywhere, width: anywhere, height: anywhere })
  fc.assert(
    fc.property(size, fc.constantFrom(...names), dragged, ({ width, height }, name, asked) => {
      const fitted = fittedBox(name, asked, width / height)
      expect((fitted.width * width) / (fitted.height * height)).toBeCloseTo(cropRatios[name], 6)
      expect(Math.min(fitted.left, fitted.top)).toBeGreaterThanOrEqual(0)
      expect(Math.max(fitted.left + fitted.width, fitted.top + fitted.height)).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})
