/** Namespaces of XMP by the prefixes that their standards use. */
export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  exifEX: 'http://cipa.jp/exif/1.0/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  core: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  ext: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  regions: 'http://www.metadataworkinggroup.com/schemas/regions/',
  motion: 'http://ns.google.com/photos/1.0/camera/',
  thumbs: 'http://ns.adobe.com/xap/1.0/g/img/',
} as const
export type Prefix = keyof typeof namespaces

/** As documents write them, where that differs from ours. */
export const written: Readonly<Partial<Record<Prefix, string>>> = { core: 'Iptc4xmpCore', ext: 'Iptc4xmpExt' }

/** A property by its short name, `dc:title`. */
export type Name = `${Prefix}:${string}`

const byUri = new Map(Object.entries(namespaces).map(([prefix, uri]) => [uri as string, prefix as Prefix]))

/** The short name of a property of any namespace that is known here; of others the address and the name. */
export const nameOf = (uri: string, local: string): string => `${byUri.get(uri) ?? uri}:${local}`
