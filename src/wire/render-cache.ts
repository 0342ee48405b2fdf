import { type FormatName, type Rendered, render } from '../formats/render.ts'
import type { Agency } from '../formats/rendering.ts'
import type { Delivery } from './delivery.ts'

/** Documents rendered once per (version, format, face), kept while there is room. No address, licence or signature is in them. */
export interface RenderCache {
  document(delivery: Delivery, format: FormatName): Rendered
}

/** @param maxBytes bytes of documents that are kept; the oldest go first */
export const createRenderCache = (agency: Agency, maxBytes = 64 << 20): RenderCache => {
  const kept = new Map<string, Rendered>()
  let heldBytes = 0
  return {
    document({ entry, face, version, notice }, format) {
      const key = `${version.item}/${version.number}/${format}/${face}/${entry.embargoed}`
      const found = kept.get(key)
      if (found !== undefined) return found
      const made = render(format, version, { face, notice, agency })
      kept.set(key, made)
      heldBytes += made.bytes.byteLength
      for (const [oldest, { bytes }] of kept) {
        if (heldBytes <= maxBytes) break
        kept.delete(oldest)
        heldBytes -= bytes.byteLength
      }
      return made
    },
  }
}
