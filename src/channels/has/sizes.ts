import type { ItemId } from '../../domain/ids.ts'
import { type ItemType, typeOfItemId } from '../../domain/ids.ts'
import { type RenditionRole, soldSizes } from '../../domain/media.ts'

/** Names of formats that older clients use, and that of the one size that a file has. */
const otherNames: Readonly<Partial<Record<ItemType, Readonly<Record<string, RenditionRole>>>>> = {
  picture: { mobile: 'web' },
  video: { mobile: 'sd' },
  file: { file: 'original' },
}

/** The file that a format means for an item of this type; null where it means none. */
export const roleOf = (item: ItemId, format: string): RenditionRole | null => {
  const type = typeOfItemId(item)
  return soldSizes[type].find(role => role === format) ?? otherNames[type]?.[format] ?? null
}

/** The formats in which there are files of this type, as HAS calls them. */
export const sizeNames = (item: ItemId): readonly string[] => {
  const type = typeOfItemId(item)
  return type === 'file' ? ['file'] : soldSizes[type]
}
