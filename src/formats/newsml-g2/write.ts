import { directionOf } from '../../domain/taxonomy.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import type { Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { contentMeta, itemMeta, rightsInfo } from './metadata.ts'

/** A NewsML-G2 2.35 newsItem at power conformance; the body is XHTML in inlineXML, left out at the face `headline`.
 *  Element order as the XSD asks: catalogRef, rightsInfo, itemMeta, contentMeta, contentSet. */
export const writeNewsmlG2 = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  return `<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${escapeXml(view.guid)}" version="${view.number}" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="${view.language}" dir="${directionOf(view.language)}">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
${rightsInfo(view, rendering.agency)}
${itemMeta(view, rendering.agency)}
${contentMeta(view, rendering.agency)}${contentSet(view)}
</newsItem>
`
}

const contentSet = (view: Shown): string =>
  view.body.length === 0
    ? ''
    : `
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${view.language}" lang="${view.language}" dir="${directionOf(view.language)}"><head><title>${escapeLine(view.headline)}</title></head><body>
${htmlOfBody(view.body)}
</body></html></inlineXML></contentSet>`
