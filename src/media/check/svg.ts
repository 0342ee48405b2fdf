import { SaxesParser } from 'saxes'
import { xmlBounds } from '../../formats/read/xml-tree.ts'
import { type Bytes, unsafe } from './bytes.ts'
import { checkStyle } from './svg-style.ts'
import { createUses } from './svg-uses.ts'

const mostBytes = 32 << 20
const mostElements = 1_000_000

/** Elements that run something, hold pages of others, or load what is elsewhere. */
const barred = new Set(
  'script foreignobject iframe embed object applet audio video source track canvas handler listener include html body head link meta base form input img frame frameset'.split(
    ' ',
  ),
)
const moving = new Set(['set', 'animate', 'animatemotion', 'animatetransform', 'animatecolor'])
const pictureInside = /^data:image\/(?:png|jpe?g|gif|webp)[;,]/iu

/**
 * Reads an SVG to its end: drawings are taken, and nothing that runs, loads or unfolds.
 * @throws Refusal `unsafe-file` for scripts, event handlers, foreign content, references to elsewhere, entities, and XML that is not well-formed
 */
export const checkSvg = async (bytes: Bytes): Promise<void> => {
  if (bytes.size > mostBytes) throw unsafe(`is an SVG drawing of ${bytes.size} bytes; at most ${mostBytes} are read`)
  const text = decoded(Buffer.from(await bytes.at(0, bytes.size)))
  const parser = new SaxesParser({ xmlns: false, position: true })
  const refuse = (reason: string): never => {
    throw unsafe(`${reason} (line ${parser.line})`)
  }
  const uses = createUses()
  const open: string[] = []
  let elements = 0
  let style = ''
  parser.on('error', error => refuse(`is not well-formed: ${error.message.replace(/^\d+:\d+: /u, '')}`))
  parser.on('doctype', doctype => {
    const entities = namespaceEntities(doctype)
    if (entities === null) refuse('declares entities in its document type')
    Object.assign(parser.ENTITIES, entities)
  })
  parser.on('processinginstruction', ({ target }) => {
    if (target.toLowerCase() === 'xml-stylesheet') refuse('loads a style sheet')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const local = localOf(name)
    if (++elements > mostElements) refuse(`has more than ${mostElements} elements`)
    if (open.length >= xmlBounds.depth) refuse(`has elements nested deeper than ${xmlBounds.depth}`)
    if (barred.has(local)) refuse(`has <${name}> in it, which may run or load something`)
    for (const [key, value] of Object.entries(attributes)) {
      const reason = faultOf(local, localOf(key), value)
      if (reason !== null) refuse(`has ${key} at <${name}>: ${reason}`)
    }
    uses.open(attributes, local === 'use')
    open.push(local)
  })
  const addText = (words: string) => {
    if (open.at(-1) === 'style') style += words
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    uses.close()
    if (open.pop() !== 'style') return
    const reason = checkStyle(style)
    style = ''
    if (reason !== null) refuse(`has a style that ${reason}`)
  })
  parser.write(text).close()
  const reason = uses.fault()
  if (reason !== null) throw unsafe(reason)
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

/** What is wrong with an attribute; null: nothing. */
const faultOf = (element: string, name: string, value: string): string | null => {
  if (/^on[a-z]/u.test(name)) return 'it runs a script'
  if (name === 'base') return 'it changes where addresses lead'
  const plain = value.replace(/[\s\p{Cc}]/gu, '')
  if (name === 'href' || name === 'src') {
    if (plain.startsWith('#') || plain === '') return null
    if (element === 'a') return /^(?:https?:|mailto:)/iu.test(plain) ? null : 'a link that is none to the web'
    return pictureInside.test(plain) ? null : 'it loads something from elsewhere'
  }
  // An animation of an address makes any of it.
  if (moving.has(element) && name === 'attributename' && /href$|^on/iu.test(plain)) return 'it changes an address'
  if (/(?:java|vb)script:/iu.test(plain)) return 'it runs a script'
  return /[(\\@]/u.test(value) ? checkStyle(value) : null
}

/** Entities for namespaces, as Illustrator declares them; null where any other is declared. A web address unfolds to nothing else. */
const namespaceEntities = (doctype: string): Record<string, string> | null => {
  const entities: Record<string, string> = {}
  const plain = doctype.replace(
    /<!ENTITY\s+([\w.-]{1,60})\s+(?:"(https?:[^"&%<]{1,200})"|'(https?:[^'&%<]{1,200})')\s*>/gu,
    (_, name, a, b) => {
      entities[name] = a ?? b
      return ''
    },
  )
  if (/<!ENTITY/iu.test(plain) || Object.keys(entities).length > 50) return null
  return entities
}

const known = /^(?:utf-?8|us-ascii|utf-?16(?:le|be)?|iso-8859-\d{1,2}|windows-125\d)$/iu

/** The text in the encoding that it names. @throws Refusal `unsafe-file` for one that readers might take otherwise */
const decoded = (bytes: Buffer): string => {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0
  if (mark === 0xfeff || mark === 0xfffe)
    return new TextDecoder(mark === 0xfeff ? 'utf-16be' : 'utf-16le').decode(bytes)
  const label =
    /^[^>]{0,80}encoding\s*=\s*["']([^"']{1,40})["']/u.exec(bytes.toString('latin1', 0, 200))?.[1] ?? 'utf-8'
  if (!known.test(label)) throw unsafe(`is in the encoding ${JSON.stringify(label)}; write it in UTF-8`)
  try {
    return new TextDecoder(/^utf-?16/iu.test(label) ? 'utf-8' : label, { fatal: true }).decode(bytes)
  } catch {
    throw unsafe(`is not in the encoding ${label} that it names`)
  }
}
