import type { Rendition, RenditionRole } from '../../domain/media.ts'
import { wholeNumber } from '../read/rendition.ts'
import { attributeOf, childrenOf, type Element } from '../read/xml-tree.ts'
import type { Remark } from '../reading.ts'
import { type Aliases, codeOf } from './codes.ts'

interface Around {
  readonly aliases: Aliases
  readonly remarks: Remark[]
}

/** The files of an item: `remoteContent` and `icon` of the elements given. */
export const readRenditions = (within: readonly (Element | null)[], around: Around): Rendition[] =>
  within
    .flatMap(element => [...childrenOf(element, 'remoteContent'), ...childrenOf(element, 'icon')])
    .flatMap(file => renditionOf(file, around) ?? [])

const renditionOf = (file: Element, { aliases, remarks }: Around): Rendition | null => {
  const written = attributeOf(file, 'href') ?? attributeOf(file, 'residref')
  const href = written === null ? null : addressOf(written)
  if (href === null) {
    remarks.push({ kind: 'lost', field: 'renditions', detail: `a file at "${written?.slice(0, 120) ?? ''}"` })
    return null
  }
  const code = codeOf(file, aliases, 'rendition')
  const role = roleOf(code?.local ?? null, file.name === 'icon' ? 'thumb' : 'original')
  if (role.isGuess && code !== null) {
    remarks.push({ kind: 'guessed', field: 'renditions', detail: `"${code.written}" taken as ${role.role}` })
  }
  return {
    role: role.role,
    href,
    contentType: attributeOf(file, 'contenttype')?.toLowerCase() ?? null,
    sizeBytes: wholeNumber(attributeOf(file, 'size')),
    widthPixels: wholeNumber(attributeOf(file, 'width')),
    heightPixels: wholeNumber(attributeOf(file, 'height')),
    durationSeconds: secondsOf(
      attributeOf(file, 'duration'),
      codeOf(file, aliases, 'durationunit')?.local ?? 'seconds',
    ),
  }
}

/** A web address without user and password, or the name of a file beside the document without the path before it; null for anything else. */
const addressOf = (written: string): string | null => {
  if (/^https?:/iu.test(written)) {
    if (!URL.canParse(written)) return null
    const url = new URL(written)
    if (url.username === '' && url.password === '') return written
    url.username = ''
    url.password = ''
    return url.href
  }
  if (/^(?!file:)[a-z][a-z\d+.-]*:/iu.test(written) || written.startsWith('//')) return null
  const name = written.replace(/^.*[/\\]/u, '').trim()
  return name === '' || name === '.' || name === '..' ? null : name
}

// NewsCodes rnd, and what agencies write beside them.
const roles: readonly (readonly [RegExp, RenditionRole])[] = [
  [/^ai$/iu, 'ai'],
  [/^eps$/iu, 'eps'],
  [/^pdf$/iu, 'pdf'],
  [/^raster$/iu, 'raster'],
  [/^wide$/iu, 'wide'],
  [/^square$/iu, 'square'],
  [/^tall$/iu, 'tall'],
  [/^comp$/iu, 'comp'],
  [/thumb|icon|sidebar/iu, 'thumb'],
  [/preview|view|small|low/iu, 'preview'],
  [/^(?:u?hd|hd\d+|fullhd|4k)/iu, 'hd'],
  [/^(?:sd|dvd|mobile|\d+k)/iu, 'sd'],
  [/print|poster/iu, 'print'],
  [/web|medium|mid|base/iu, 'web'],
  [/high|orig|full|hires|main|master/iu, 'original'],
]

const roleOf = (code: string | null, otherwise: RenditionRole): { role: RenditionRole; isGuess: boolean } => {
  const found = code === null ? undefined : roles.find(([pattern]) => pattern.test(code))
  return found === undefined ? { role: otherwise, isGuess: true } : { role: found[1], isGuess: false }
}

/** A duration in IPTC's units: seconds, milliseconds, or clock times `hh:mm:ss`, whose part after the seconds is frames and dropped. */
const secondsOf = (text: string | null, unit: string): number | null => {
  if (text === null) return null
  const clock = /^(\d+):(\d{1,2}):(\d{1,2})(?:[:;.]\d+)?$/u.exec(text)
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) return null
  if (unit === 'milliseconds') return value / 1000
  return unit === 'seconds' ? value : null
}
