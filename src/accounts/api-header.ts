/** What a client says it is. */
export interface Claim {
  readonly id: string
  readonly secret: string
}

// Longer headers are not ours; reading them would only cost time.
const longest = 1024
const idPattern = /^[1-9]\d{6}$/

/** Reads `Bearer dlk_<id>_<secret>` (RFC 6750); null where the header is absent or not of this form. */
export const readBearer = (header: string | null | undefined): Claim | null => {
  if (header == null || header.length > longest) return null
  const match = /^bearer +dlk_([1-9]\d{6})_([\w-]{1,200})$/i.exec(header.trim())
  const [, id, secret] = match ?? []
  return id === undefined || secret === undefined ? null : { id, secret }
}

/** Reads `Basic base64(id:secret)` (RFC 7617); null where the header is absent or not of this form. */
export const readBasic = (header: string | null | undefined): Claim | null => {
  if (header == null || header.length > longest) return null
  const [, encoded] = /^basic +([A-Za-z0-9+/_=-]+)$/i.exec(header.trim()) ?? []
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon === -1) return null
  const id = text.slice(0, colon)
  const secret = text.slice(colon + 1)
  return idPattern.test(id) && secret !== '' ? { id, secret } : null
}

/** The token form of a key, as given to the subscriber. */
export const formatToken = ({ id, secret }: Claim): string => `dlk_${id}_${secret}`
