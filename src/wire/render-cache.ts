import type { Member } from '../domain/media.ts'
import type { Part } from '../formats/document.ts'
import { type FormatName, type Rendered, render, renderSeries } from '../formats/render.ts'
import type { Agency } from '../formats/rendering.ts'
import type { Delivery } from './delivery.ts'

/** Documents rendered once per (version, format, face, what goes with it), kept while there is room. No licence or signature is in them. */
export interface RenderCache {
  /** @param related pictures and videos that the reader may see beside it; only `newsml29` has a place for them */
  document(delivery: Delivery, format: FormatName, related?: readonly Member[]): Rendered
  /** Several items as one document, rendered anew each time. @throws RangeError without any */
  series(deliveries: readonly Delivery[], format: 'newsml29' | 'newsml12'): Rendered
}

/** @param maxBytes bytes of documents that are kept; the oldest go first */
export const createRenderCache = (agency: Agency, maxBytes = 64 << 20): RenderCache => {
  const kept = new Map<string, Rendered>()
  let heldBytes = 0
  const partOf = ({ face, version, notice }: Delivery, related: readonly Member[] = []): Part => ({
    version,
    rendering: { face, notice, agency, related },
  })
  return {
    document(delivery, format, related = []) {
      const { entry, face, version } = delivery
      const beside = related.map(each => [each.guid, each.headline])
      const key = `${version.item}/${version.number}/${format}/${face}/${entry.embargoed}/${JSON.stringify(beside)}`
      const found = kept.get(key)
      if (found !== undefined) return found
      const part = partOf(delivery, related)
      const made = render(format, part.version, part.rendering)
      kept.set(key, made)
      heldBytes += made.bytes.byteLength
      for (const [oldest, { bytes }] of kept) {
        if (heldBytes <= maxBytes) break
        kept.delete(oldest)
        heldBytes -= bytes.byteLength
      }
      return made
    },
    series: (deliveries, format) =>
      renderSeries(
        format,
        deliveries.map(each => partOf(each)),
        agency,
      ),
  }
}
