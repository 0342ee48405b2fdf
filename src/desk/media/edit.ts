import { type Box, type CropName, cropRatios, type Edit } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { parseEdit } from '../../media/make/crop.ts'
import { assetOf, editAsset } from '../../store/asset.ts'
import type { DraftFields } from '../../store/draft.ts'
import type { Desk } from '../env.ts'
import { assetsOfDraft } from './text.ts'

export const cropNames = Object.keys(cropRatios) as CropName[]
export const cropField = (name: CropName) => `crop-${name}` as const

const percent = (part: number): string => String(Math.round(part * 1000) / 10)

/** A box as it stands in an input: left, top, width and height in per cent. */
const boxText = (box: Box | undefined): string =>
  box === undefined ? '' : [box.left, box.top, box.width, box.height].map(percent).join(' ')

/** The inputs of an edit by name. */
export const editInputs = ({ focus, crops }: Edit): Readonly<Record<string, string>> => ({
  focusX: focus === null ? '' : percent(focus.x),
  focusY: focus === null ? '' : percent(focus.y),
  ...Object.fromEntries(cropNames.map(name => [cropField(name), boxText(crops[name])])),
})

/**
 * Gives the first upload of a draft the focus and crops of a form, where the form was drawn with others than those it comes back with.
 * @returns the name of an input that makes no sense; null where all is well
 */
export const editFromForm = async (
  desk: Pick<Desk, 'db'>,
  text: (name: string) => string,
  fields: Pick<DraftFields, 'carried'>,
): Promise<string | null> => {
  const [id] = assetsOfDraft(fields)
  if (id === undefined || text('edited') !== id) return null
  const asset = await assetOf(desk.db, id)
  if (asset === null || asset.type !== 'picture') return null
  const names = Object.keys(editInputs(asset.edit))
  const was = text('editWas')
  if (names.map(text).join('|') === was) return null
  const edit = readEdit(text)
  if ('wrong' in edit) return edit.wrong
  await editAsset(desk.db, { id, edit })
  return null
}

/** What `editWas` says: all inputs as they were drawn. */
export const editMark = (edit: Edit): string => Object.values(editInputs(edit)).join('|')

const numbersIn = (text: string): number[] =>
  text
    .trim()
    .split(/[\s;]+/u)
    .map(each => Number(each.replace(',', '.')) / 100)

const readEdit = (text: (name: string) => string): Edit | { wrong: string } => {
  const [x, y] = [text('focusX').trim(), text('focusY').trim()]
  if ((x === '') !== (y === '')) return { wrong: x === '' ? 'focusX' : 'focusY' }
  const [fx = 0, fy = 0] = [...numbersIn(x), ...numbersIn(y)]
  const crops: Record<string, Box> = {}
  for (const name of cropNames) {
    const typed = text(cropField(name)).trim()
    if (typed === '') continue
    const numbers = numbersIn(typed)
    const [left = 0, top = 0, width = 0, height = 0] = numbers
    if (numbers.length !== 4) return { wrong: cropField(name) }
    // What a tenth of a per cent was rounded up by.
    crops[name] = { left, top, width: Math.min(width, 1 - left), height: Math.min(height, 1 - top) }
    if (Math.max(left + width, top + height) > 1.002) return { wrong: cropField(name) }
  }
  try {
    return parseEdit({ focus: x === '' ? null : { x: fx, y: fy }, crops })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [part, name] = (error.field ?? '').split('.')
    return { wrong: part === 'crops' ? `crop-${name}` : 'focusX' }
  }
}
