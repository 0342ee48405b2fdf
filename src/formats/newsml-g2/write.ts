import { directionOf } from '../../domain/taxonomy.ts'
import type { Writable } from '../document.ts'
import { htmlOfBody } from '../html.ts'
import type { Agency, Rendering } from '../rendering.ts'
import { type Shown, shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'
import { groupSet, isMedia, remoteContents } from './media.ts'
import { contentMeta, itemMeta, rightsInfo } from './metadata.ts'
import { shots } from './shots.ts'

/** A NewsML-G2 2.35 newsItem, or packageItem for a collection, at power conformance. The body of a text is XHTML in inlineXML, that of anything else its
 *  caption; files are remoteContent; the face `headline` has none of these. Element order as the XSD asks: catalogRef, rightsInfo, itemMeta, contentMeta,
 *  contentSet or groupSet. */
export const writeNewsmlG2 = (
  version: Writable,
  rendering: Rendering,
): string => `<?xml version="1.0" encoding="UTF-8"?>
${itemOf(version, rendering)}
`

/** The same without the XML declaration, to stand in a newsMessage. */
export const itemOf = (version: Writable, rendering: Rendering): string => {
  const view = shown(version, rendering)
  const { agency } = rendering
  const name = view.type === 'collection' ? 'packageItem' : 'newsItem'
  return `<${name} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${escapeXml(view.guid)}" version="${view.number}" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="${view.language}" dir="${directionOf(view.language)}">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
${rightsInfo(view, agency)}
${itemMeta(view, agency)}
${contentMeta(view, agency)}${shots(view)}${view.type === 'collection' ? groupSet(view) : contentSet(view, agency)}
</${name}>`
}

const contentSet = (view: Shown, agency: Agency): string => {
  const contents = [...inlineXml(view), ...remoteContents(view, agency)]
  return contents.length === 0 ? '' : `\n<contentSet>${contents.join('\n')}</contentSet>`
}

const inlineXml = (view: Shown): string[] =>
  view.body.length === 0 || isMedia(view)
    ? []
    : [
        `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${view.language}" lang="${view.language}" dir="${directionOf(view.language)}"><head><title>${escapeLine(view.headline)}</title></head><body>
${htmlOfBody(view.body)}
</body></html></inlineXML>`,
      ]
