import type { ItemType } from '../../domain/ids.ts'
import type { Member, Rendition, RenditionRole } from '../../domain/media.ts'
import { htmlOfBody } from '../html.ts'
import type { Shown } from '../shown.ts'
import { escapeLine, escapeXml } from '../xml.ts'

/** The NewsComponents inside the main one: the text, or the caption and the files, or the members of a collection; nothing where the face has none. */
export const contents = (view: Shown): string =>
  [textComponent(view), filesComponent(view), ...view.members.map(memberComponent)]
    .map(part => (part === '' ? '' : `\n${part}`))
    .join('')

/** The words beside files are a caption; of anything else they are the story. */
const textComponent = (view: Shown): string =>
  view.body.length === 0
    ? ''
    : `<NewsComponent><Role FormalName="${view.renditions.length > 0 ? 'Caption' : 'Main'}"/><ContentItem><MediaType FormalName="Text"/><Format FormalName="XHTML"/><MimeType FormalName="application/xhtml+xml"/><DataContent>
${htmlOfBody(view.body)}
</DataContent></ContentItem></NewsComponent>`

const filesComponent = (view: Shown): string => {
  if (view.renditions.length === 0) return ''
  return `<NewsComponent EquivalentsList="yes"><Role FormalName="Main"/>
${view.renditions.map(file => contentItem(view, file)).join('\n')}
</NewsComponent>`
}

const mediaTypes: Readonly<Record<ItemType, string>> = {
  text: 'Text',
  picture: 'Photo',
  video: 'Video',
  graphic: 'Graphic',
  file: 'ComplexData',
  collection: 'ComplexData',
}

// Clients of HAS tell the variants of a file apart by the end of its name, of which print, web and sd are theirs.
const suffixes: Readonly<Record<RenditionRole, string>> = {
  original: 'Original',
  print: 'High',
  web: 'Web',
  sd: 'SD',
  hd: 'HD',
  preview: 'Preview',
  thumb: 'Thumb',
  ai: 'AI',
  eps: 'EPS',
  pdf: 'PDF',
  raster: 'Raster',
  wide: 'Wide',
  square: 'Square',
  tall: 'Tall',
  comp: 'Comp',
}

/** The plain file name under which clients keep a file of an item: `dl_picture_20261123_1002_Web.jpg`. */
export const plainNameOf = ({ item, type }: Pick<Shown, 'item' | 'type'>, file: Rendition): string =>
  `${item.replaceAll(':', '_')}_${suffixes[file.role]}.${endingOf(file, type)}`

/** Named by a plain file name, under which clients of HAS keep it; the address is a property. */
const contentItem = (view: Shown, file: Rendition): string => {
  const { href, contentType, sizeBytes, widthPixels, heightPixels, durationSeconds } = file
  const ending = endingOf(file, view.type)
  const properties = [
    ['Width', widthPixels],
    ['Height', heightPixels],
    ['Duration', durationSeconds],
    ['Address', escapeXml(href)],
  ]
  return [
    `<ContentItem Href="${escapeXml(plainNameOf(view, file))}"><MediaType FormalName="${mediaTypes[view.type]}"/>`,
    `<Format FormalName="${ending === 'jpg' ? 'JPEG' : ending.toUpperCase()}"/>`,
    contentType === null ? '' : `<MimeType FormalName="${escapeLine(contentType)}"/>`,
    '<Characteristics>',
    sizeBytes === null ? '' : `<SizeInBytes>${sizeBytes}</SizeInBytes>`,
    ...properties.map(([name, value]) => (value === null ? '' : `<Property FormalName="${name}" Value="${value}"/>`)),
    '</Characteristics></ContentItem>',
  ].join('')
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'video/quicktime': 'mov',
  'audio/mpeg': 'mp3',
  'text/plain': 'txt',
}

const usual: Readonly<Partial<Record<ItemType, string>>> = { picture: 'jpg', graphic: 'jpg', video: 'mp4' }

/** `jpg`, by the media type, by the address, by what the type of item usually is. */
const endingOf = ({ contentType, href }: Rendition, type: ItemType): string => {
  const byType =
    contentType === null ? undefined : (endings[contentType] ?? /\/([a-z\d]{2,5})$/u.exec(contentType)?.[1])
  const byName = /\.([a-z\d]{2,5})(?:[?#].*)?$/iu.exec(href)?.[1]?.toLowerCase()
  return byType ?? byName ?? usual[type] ?? 'bin'
}

const memberComponent = ({ guid, type, headline, version }: Member): string => {
  const lines = headline === null ? '' : `<NewsLines><HeadLine>${escapeLine(headline)}</HeadLine></NewsLines>`
  const number = version === null ? '' : `<Property FormalName="Version" Value="${version}"/>`
  return `<NewsComponent><Role FormalName="Supporting"/>${lines}<DescriptiveMetadata><Property FormalName="Type" Value="${type}"/>${number}</DescriptiveMetadata><NewsItemRef NewsItem="${escapeLine(guid)}"/></NewsComponent>`
}
