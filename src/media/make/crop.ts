import { z } from 'zod'
import { type Box, type CropName, cropRatios, type Edit, type Focus } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'

/** A picture's size, or a part of it, in whole pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}
export interface PixelBox extends PixelSize {
  readonly left: number
  readonly top: number
}

/**
 * The part of a picture that a crop shows, exactly of its shape but for the rounding to whole pixels: within the editor's box, or within the whole
 * picture where there is none; as large as fits, and as near to the focus as fits.
 */
export const cropBox = ({ width, height }: PixelSize, name: CropName, { focus, crops }: Edit): PixelBox => {
  const ratio = cropRatios[name]
  const within = crops[name] ?? whole
  const most = { width: within.width * width, height: within.height * height }
  const fits = Math.min(most.width, most.height * ratio)
  const cut = { width: clamp(Math.round(fits), 1, width), height: clamp(Math.round(fits / ratio), 1, height) }
  const aim: Focus = focus ?? { x: within.left + within.width / 2, y: within.top + within.height / 2 }
  return {
    ...cut,
    left: placed(aim.x * width, cut.width, { first: within.left * width, length: most.width, all: width }),
    top: placed(aim.y * height, cut.height, { first: within.top * height, length: most.height, all: height }),
  }
}

const whole: Box = { left: 0, top: 0, width: 1, height: 1 }
const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))

/** Where a stretch begins that has the aim in its middle, moved so that it stays within the bounds. */
const placed = (
  aim: number,
  length: number,
  bounds: { readonly first: number; readonly length: number; readonly all: number },
): number => {
  const last = Math.max(bounds.first, bounds.first + bounds.length - length)
  return clamp(Math.round(clamp(aim - length / 2, bounds.first, last)), 0, bounds.all - length)
}

const part = z.number('expected a number from 0 to 1').min(0).max(1)
const box = z
  .strictObject({ left: part, top: part, width: part, height: part })
  .refine(({ width, height }) => width > 0 && height > 0, 'a box must have a width and a height')
  .refine(
    ({ left, top, width, height }) => left + width <= 1 + slack && top + height <= 1 + slack,
    'a box must lie within the picture: left + width and top + height are at most 1',
  )
/** What sums of decimal parts are off by. */
const slack = 1e-6
const edit = z.strictObject({
  focus: z.strictObject({ x: part, y: part }).nullable().default(null),
  crops: z.strictObject({ wide: box.optional(), square: box.optional(), tall: box.optional() }).default({}),
})

/** An editor's focus and crops as they come in at a door. @throws Refusal `bad-input` that names the field */
export const parseEdit = (input: unknown): Edit => {
  const parsed = edit.safeParse(input)
  if (parsed.success) return storableEdit(parsed.data)
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') || 'edit'
  throw new Refusal('bad-input', `${field}: ${issue?.message ?? 'not understood'}`, { field })
}

const storableEdit = ({ focus, crops }: z.output<typeof edit>): Edit => ({
  focus,
  crops: Object.fromEntries(Object.entries(crops).filter(([, each]) => each !== undefined)),
})
