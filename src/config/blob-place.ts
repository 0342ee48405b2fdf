import { resolve } from 'node:path'

/** A bucket of an S3, and where in it. */
export interface S3Place {
  readonly kind: 's3'
  readonly bucket: string
  /** Without a slash at its ends; empty: the whole bucket. */
  readonly prefix: string
  /** null: Amazon's own. */
  readonly endpoint: string | null
  /** null: as AWS_REGION or the profile says. */
  readonly region: string | null
  /** The bucket in the path of addresses and not in their host. */
  readonly pathStyle: boolean
}

/** Where the bytes of files are kept. */
export type BlobPlace = { readonly kind: 'folder'; readonly path: string } | S3Place

const known = ['endpoint', 'region', 'pathStyle']

/** The place that a text names: a folder or `s3://bucket/prefix?endpoint=…&region=…&pathStyle=1`; null where it names none. */
export const parseBlobPlace = (text: string): BlobPlace | null => {
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(text))
    return text.includes('\0') ? null : { kind: 'folder', path: resolve(text) }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.protocol !== 's3:' || url.username !== '' || url.password !== '' || url.port !== '')
    return null
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(url.hostname)) return null
  const { searchParams: asked } = url
  if ([...asked.keys()].some(name => !known.includes(name))) return null
  const [endpoint, pathStyle] = [asked.get('endpoint'), asked.get('pathStyle') ?? '0']
  if (endpoint !== null && !(URL.canParse(endpoint) && /^https?:$/u.test(new URL(endpoint).protocol))) return null
  if (pathStyle !== '0' && pathStyle !== '1') return null
  const prefix = decoded(url.pathname.replace(/^\/+|\/+$/gu, ''))
  if (prefix === null) return null
  return {
    kind: 's3',
    bucket: url.hostname,
    prefix,
    endpoint,
    region: asked.get('region'),
    pathStyle: pathStyle === '1',
  }
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
