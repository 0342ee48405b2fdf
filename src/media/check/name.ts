import { unsafe } from './bytes.ts'

const ooxml = 'application/vnd.openxmlformats-officedocument'
const office = ['application/x-cfb', 'application/rtf', 'text/plain']

/** What the endings of names promise, by media type. An ending that is not here promises nothing. */
const promised: Readonly<Record<string, readonly string[]>> = {
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  jpe: ['image/jpeg'],
  jfif: ['image/jpeg'],
  png: ['image/png'],
  apng: ['image/png'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  tif: ['image/tiff', 'image/x-adobe-dng'],
  tiff: ['image/tiff', 'image/x-adobe-dng'],
  heic: ['image/heic', 'image/heif', 'image/avif'],
  heif: ['image/heic', 'image/heif', 'image/avif'],
  avif: ['image/avif'],
  bmp: ['image/bmp'],
  psd: ['image/vnd.adobe.photoshop'],
  svg: ['image/svg+xml'],
  eps: ['application/postscript'],
  ps: ['application/postscript'],
  ai: ['application/illustrator'],
  pdf: ['application/pdf'],
  mp4: ['video/mp4', 'video/quicktime', 'video/x-m4v', 'audio/mp4', 'video/3gpp'],
  m4v: ['video/mp4', 'video/quicktime', 'video/x-m4v'],
  mov: ['video/quicktime', 'video/mp4'],
  '3gp': ['video/3gpp', 'video/3gpp2', 'video/mp4'],
  mkv: ['video/matroska', 'video/webm'],
  webm: ['video/webm', 'video/matroska'],
  avi: ['video/vnd.avi'],
  mxf: ['application/mxf'],
  mpg: ['video/mpeg', 'video/MP1S', 'video/MP2P', 'video/mp2t'],
  mpeg: ['video/mpeg', 'video/MP1S', 'video/MP2P', 'video/mp2t'],
  wmv: ['video/x-ms-asf', 'application/vnd.ms-asf'],
  flv: ['video/x-flv'],
  mp3: ['audio/mpeg'],
  m4a: ['audio/mp4', 'audio/x-m4a', 'video/mp4'],
  wav: ['audio/wav'],
  flac: ['audio/flac'],
  zip: ['application/zip', 'application/vnd.google-earth.kmz'],
  docx: [`${ooxml}.wordprocessingml.document`],
  xlsx: [`${ooxml}.spreadsheetml.sheet`],
  pptx: [`${ooxml}.presentationml.presentation`],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  odp: ['application/vnd.oasis.opendocument.presentation'],
  epub: ['application/epub+zip'],
  doc: [...office, `${ooxml}.wordprocessingml.document`],
  xls: [...office, `${ooxml}.spreadsheetml.sheet`, 'text/csv', 'application/xml'],
  ppt: [...office, `${ooxml}.presentationml.presentation`],
  rtf: ['application/rtf', 'text/plain'],
  txt: ['text/plain'],
  csv: ['text/csv'],
  md: ['text/markdown'],
  xml: ['application/xml', 'image/svg+xml'],
  json: ['application/json'],
}

/** Endings that make a program run where somebody opens them, or a page come up, whatever is in them. */
const barred = new Set(
  'exe com scr msi msp dll bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta jar apk app sh bash command lnk url reg cpl pif html htm xhtml shtml mht mhtml svgz php phtml phar asp aspx jsp cgi'.split(
    ' ',
  ),
)

export const endingIn = (fileName: string): string => /\.([^.\s]{1,10})$/u.exec(fileName)?.[1]?.toLowerCase() ?? ''

/** @throws Refusal `unsafe-file` where the name says something else than the bytes, or what nobody should open */
export const checkName = (fileName: string, contentType: string): void => {
  const ending = endingIn(fileName)
  if (barred.has(ending)) throw unsafe(`ends in .${ending}, which is a program or a page, and those are not taken`)
  const expected = promised[ending]
  if (expected === undefined || expected.includes(contentType)) return
  throw unsafe(`is ${wordsFor(contentType)} by its bytes, while .${ending} promises ${wordsFor(expected[0] ?? '')}`)
}

const names: Readonly<Record<string, string>> = {
  'image/jpeg': 'a JPEG picture',
  'image/png': 'a PNG picture',
  'image/gif': 'a GIF picture',
  'image/webp': 'a WebP picture',
  'image/tiff': 'a TIFF picture',
  'image/svg+xml': 'an SVG drawing',
  'application/postscript': 'PostScript',
  'application/illustrator': 'an Illustrator drawing',
  'application/pdf': 'a PDF document',
  'application/zip': 'a ZIP archive',
  'application/octet-stream': 'nothing that is known',
  'text/plain': 'text',
}

/** A media type in words. */
const wordsFor = (contentType: string): string => names[contentType] ?? contentType
