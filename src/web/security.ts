import type { Face, WebSettings } from './env.ts'

const policy = (scripts: boolean): string =>
  [
    "default-src 'none'",
    ...(scripts ? ["script-src 'self'"] : []),
    "style-src 'self'",
    "img-src 'self' data:",
    ...(scripts ? ["media-src 'self'"] : []),
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const policies = { scripted: policy(true), plain: policy(false) }

/** The headers of every answer. Only desk and portal may run scripts, and only their own files; HSTS stands only on https. */
export const securityHeaders = (
  settings: Pick<WebSettings, 'publicUrl'>,
  face: Face | undefined,
): [string, string][] => [
  ['Content-Security-Policy', face === 'desk' || face === 'portal' ? policies.scripted : policies.plain],
  ['X-Content-Type-Options', 'nosniff'],
  // Within the site the path helps our own logs; to others only the name of the site goes.
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  // Feeds and pages of the public site may be read by anybody; desk and portal only by themselves.
  ['Cross-Origin-Resource-Policy', face === 'desk' || face === 'portal' ? 'same-origin' : 'cross-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
  ...(settings.publicUrl.startsWith('https:')
    ? [['Strict-Transport-Security', 'max-age=31536000'] satisfies [string, string]]
    : []),
]
