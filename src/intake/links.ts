/** One link of a Link header. */
export interface HeaderLink {
  /** Absolute. */
  readonly href: string
  readonly rel: string
}

/** The links of a Link header (RFC 8288 §3), one for each relation; those that cannot be read are left out. @param base of relative ones */
export const linksOf = (header: string | undefined, base: string): HeaderLink[] =>
  [...(header ?? '').slice(0, 16_384).matchAll(/<([^<>]*)>([^<]*)/gu)].flatMap(([, target = '', parameters = '']) => {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/iu.exec(parameters)
    const names = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/u)
    if (!URL.canParse(target, base)) return []
    return names.filter(name => name !== '').map(name => ({ href: new URL(target, base).href, rel: name }))
  })
