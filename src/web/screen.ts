import type { Context } from 'hono'
import { type Language, languageCodes } from '../domain/taxonomy.ts'
import { readPreference } from './cookies.ts'
import type { Face, WebEnv } from './env.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** What every component knows of the reader, the installation and the request; plain data but for `asset`. */
export interface Screen {
  readonly language: Language
  readonly theme: Theme
  /** The agency's IANA zone. */
  readonly timeZone: string
  readonly agency: {
    readonly name: string
    readonly code: string
    readonly domain: string
    readonly contact: string
  }
  readonly face: Face
  /** Path and query of this page, without the origin. */
  readonly path: string
  readonly requestId: string
  readonly csrf: string | null
  /** The address of an asset, with its hash. @throws RangeError for a name that does not exist */
  readonly asset: (name: string) => string
}

/** The screen of a request. Its language: `?lang=`, else the reader's choice, else what the browser asks for, else English. */
export const screenOf = (c: Context<WebEnv>): Screen => {
  const settings = c.get('settings')
  const assets = c.get('assets')
  const url = new URL(c.req.url)
  return {
    language: languageOf(c),
    theme: themes.find(theme => theme === readPreference(c, 'theme')) ?? 'system',
    timeZone: settings.timeZone,
    agency: {
      name: settings.agencyName,
      code: settings.agencyCode,
      domain: settings.agencyDomain,
      contact: settings.agencyContact,
    },
    face: c.get('face') ?? 'site',
    path: url.pathname + url.search,
    requestId: c.get('requestId'),
    csrf: c.get('csrf') ?? null,
    asset: name => assets.href(name),
  }
}

const languageOf = (c: Context<WebEnv>): Language =>
  known(c.req.query('lang')) ??
  known(readPreference(c, 'language')) ??
  accepted(c.req.header('accept-language')) ??
  'en'

const known = (code: string | undefined): Language | undefined => languageCodes.find(each => each === code)

/** The first of our languages in the order of an Accept-Language header (RFC 9110 §12.5.4). */
const accepted = (header: string | undefined): Language | undefined => {
  const wishes = (header ?? '').split(',').map(part => {
    const [range = '', q] = part.trim().split(/\s*;\s*q=/i)
    return { code: range.toLowerCase().split('-')[0], weight: q === undefined ? 1 : Number(q) || 0 }
  })
  wishes.sort((a, b) => b.weight - a.weight)
  for (const { code, weight } of wishes) {
    const language = known(code)
    if (language !== undefined && weight > 0) return language
  }
  return undefined
}
