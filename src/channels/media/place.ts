import { type ItemId, isItemId } from '../../domain/ids.ts'
import { type RenditionRole, renditionRoles } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'

/** What an address below `/v1/media` names: an item's files, one of them, or the links to it. */
export type Place = ItemPlace | RolePlace<'file'> | RolePlace<'link'>

export interface ItemPlace {
  readonly kind: 'item'
  readonly item: ItemId
}

export interface RolePlace<Kind> {
  readonly kind: Kind
  readonly item: ItemId
  readonly role: RenditionRole
}

/** Reads `/v1/media/{item}`, `/v1/media/{item}/{role}.{ending}` and `/v1/media/{item}/{role}/link`; any ending will do, or none. @throws Refusal `not-found` */
export const placeOf = (pathname: string): Place => {
  const [id = '', file, more, ...rest] = pathname.split('/').slice(3).map(decoded)
  if (!isItemId(id) || rest.length > 0) throw nothing()
  if (file === undefined || (file === '' && more === undefined)) return { kind: 'item', item: id }
  const name = file.replace(/\.[a-z0-9]{1,8}$/u, '')
  const role = renditionRoles.find(each => each === name)
  if (role === undefined || (more !== undefined && more !== 'link')) throw nothing()
  return { kind: more === undefined ? 'file' : 'link', item: id, role }
}

const nothing = (): Refusal =>
  new Refusal('not-found', 'an address of a file looks like /v1/media/dl:picture:20261123:1002/web.jpg')

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
