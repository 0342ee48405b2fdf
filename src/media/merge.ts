import { blobOf, type Rendition, renditionRoles } from '../domain/media.ts'
import type { Asset } from '../store/asset.ts'

/**
 * The renditions of an item that is made of several uploads, as a graphic is that comes as AI, EPS, PDF and PNG: of each role one. A file that was brought in
 * goes before one that was made of another; else the first upload's goes.
 */
export const mergeRenditions = (assets: readonly Pick<Asset, 'digest' | 'renditions'>[]): Rendition[] => {
  const all = assets.flatMap(({ digest, renditions }) =>
    renditions.map(rendition => ({ rendition, isBrought: blobOf(rendition) === digest })),
  )
  return renditionRoles.flatMap(role => {
    const ofRole = all.filter(each => each.rendition.role === role)
    const best = ofRole.find(each => each.isBrought) ?? ofRole[0]
    return best === undefined ? [] : [best.rendition]
  })
}
