/** Pictures and films that a screen shows as they are and that can hold no script. */
const plain =
  /^(image\/(jpeg|png|gif|webp|avif)|video\/(mp4|webm|quicktime|ogg)|audio\/(mpeg|mp4|ogg|wav|webm|aac|flac))$/u

/** Whether a file of this type is a plain raster picture, film or sound. */
export const isPlainMedia = (contentType: string): boolean =>
  plain.test(contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '')

/** Content-Disposition as RFC 6266 has it, with the name in both forms where it is not plain ASCII. */
export const dispositionOf = (how: 'inline' | 'attachment', fileName: string): string => {
  const name = fileName.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '_')
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["%]/gu, '_')
  const plainForm = `${how}; filename="${ascii}"`
  return ascii === name ? plainForm : `${plainForm}; filename*=UTF-8''${extended(name)}`
}

/** RFC 8187 §3.2.1: encodeURIComponent leaves four characters that are no attr-char. */
const extended = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/gu, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
