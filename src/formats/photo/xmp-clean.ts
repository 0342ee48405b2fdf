import { type Element, isElement, type Node } from '../read/xml-tree.ts'
import { nameOf } from './namespaces.ts'
import { type Property, type Scope, scopeOf } from './xmp-tree.ts'
import { type Value, valuesOf } from './xmp-values.ts'

/** What is true of the original alone: its size and how it lies, small pictures of it, where its other parts are. */
const ofTheOriginal =
  /^(?:tiff:(?:Orientation|ImageWidth|ImageLength|BitsPerSample|Compression|PhotometricInterpretation|SamplesPerPixel)|exif:(?:PixelXDimension|PixelYDimension|NativeDigest)|tiff:NativeDigest|xmp:Thumbnails|xmpNote:HasExtendedXMP)$/u

/** Depth maps and whole pictures that telephones keep in XMP, by the namespaces of Google's formats. */
const embedded = /^(?:motion:|http:\/\/ns\.google\.com\/photos\/)/u

const regions = /^(?:regions:|ext:ImageRegion$)/u

const position = /^exif:GPS/u

/** The properties that may go out: without those of the original alone, and without the position of the camera, wherever it stands, which could give away
 *  whom a picture comes from. */
export const cleaned = (properties: readonly Property[], { isCrop }: { isCrop: boolean }): Property[] =>
  properties
    .filter(
      ({ name }) =>
        !ofTheOriginal.test(name) && !embedded.test(name) && !position.test(name) && !(isCrop && regions.test(name)),
    )
    .map(property => ({ ...property, element: withoutPosition(property.element, property.scope) }))

const withoutPosition = (element: Element, outer: Scope): Element => {
  const scope = scopeOf(element, outer)
  const isPosition = (written: string) => {
    const [prefix = '', name] = written.split(':')
    return name !== undefined && position.test(nameOf(scope[prefix] ?? '', name))
  }
  const attributes = Object.entries(element.attributes).filter(([name]) => !isPosition(name))
  const children = element.children.flatMap((child): Node[] => {
    if (!isElement(child)) return [child]
    const inner = scopeOf(child, scope)
    return position.test(nameOf(inner[child.prefix] ?? '', child.name)) ? [] : [withoutPosition(child, scope)]
  })
  return { ...element, attributes: Object.fromEntries(attributes), children }
}

/** A list without the items that are not wanted; nothing where none is left. */
export const withItems = (property: Property, isWanted: (item: Value) => boolean): Property[] => {
  const items = valuesOf([property]).get(property.name)?.items ?? []
  const keep = items.map(isWanted)
  if (!keep.includes(true)) return []
  const [container] = property.element.children.filter(isElement)
  if (container === undefined) return [property]
  let n = 0
  const children = container.children.filter(child => !isElement(child) || keep[n++] === true)
  return [{ ...property, element: { ...property.element, children: [{ ...container, children }] } }]
}
