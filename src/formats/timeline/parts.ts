import type { Rendition } from '../../domain/media.ts'

/** A JSON object of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>

export const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

/** A text that is not blank; a number as its digits, as some servers write ids. */
export const textOf = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text : null
}

/** The objects in a list; of anything else none. */
export const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf).filter(each => each !== null) : []

/** The name of an author as they write it, and `@name@host`. */
export const accountOf = (status: Fields): { name: string; handle: string } => {
  const account = fieldsOf(status.account) ?? {}
  const acct = textOf(account.acct) ?? textOf(account.username) ?? 'unknown'
  const host = hostOf(textOf(account.url)) ?? hostOf(textOf(status.url)) ?? hostOf(textOf(status.uri))
  const handle = `@${acct.includes('@') || host === null ? acct : `${acct}@${host}`}`
  return { name: textOf(account.display_name) ?? acct, handle }
}

/** The address of the post that this one quotes: Mastodon 4.4's `quote.quoted_status`, the bare post of others; null: it quotes none. */
export const quotedOf = (status: Fields): string | null => {
  const quote = fieldsOf(status.quote) ?? fieldsOf(fieldsOf(status.pleroma)?.quote)
  const quoted = fieldsOf(quote?.quoted_status) ?? quote
  return quoted === null
    ? null
    : (textOf(quoted.url) ?? textOf(quoted.uri) ?? textOf(quoted.id) ?? 'a post that is not shown')
}

/** The files of a post, and what its author says is seen on them, a line each. */
export const mediaOf = (status: Fields): { renditions: Rendition[]; notes: string[] } => {
  const media = listOf(status.media_attachments)
  return {
    renditions: media.flatMap(renditionsOf),
    notes: media.flatMap(each => {
      const description = textOf(each.description)
      return description === null ? [] : [`${textOf(each.type) ?? 'file'}: ${description}`]
    }),
  }
}

const renditionsOf = (media: Fields): Rendition[] => {
  const meta = fieldsOf(media.meta) ?? {}
  const original = addressOf(media.url) ?? addressOf(media.remote_url)
  const preview = addressOf(media.preview_url)
  const seconds = fieldsOf(meta.original)?.duration ?? meta.duration
  return [
    ...(original === null ? [] : [rendition('original', original, fieldsOf(meta.original), seconds)]),
    ...(preview === null || preview === original ? [] : [rendition('preview', preview, fieldsOf(meta.small), null)]),
  ]
}

const rendition = (role: Rendition['role'], href: string, size: Fields | null, seconds: unknown): Rendition => ({
  role,
  href,
  contentType: contentTypes[/\.(\w{2,4})(?:[?#]|$)/u.exec(href)?.[1]?.toLowerCase() ?? ''] ?? null,
  sizeBytes: null,
  widthPixels: positive(size?.width),
  heightPixels: positive(size?.height),
  durationSeconds: typeof seconds === 'number' && seconds > 0 ? seconds : null,
})

const contentTypes: Readonly<Record<string, string>> = {
  ...{
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    webp: 'image/webp',
    avif: 'image/avif',
  },
  ...{
    mp4: 'video/mp4',
    webm: 'video/webm',
    mov: 'video/quicktime',
    mp3: 'audio/mpeg',
    ogg: 'audio/ogg',
    m4a: 'audio/mp4',
  },
}

const positive = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null

const addressOf = (value: unknown): string | null => {
  const text = textOf(value)
  return text !== null && /^https?:\/\//iu.test(text) && URL.canParse(text) ? text : null
}

const hostOf = (address: string | null): string | null =>
  address !== null && URL.canParse(address) ? new URL(address).host || null : null
