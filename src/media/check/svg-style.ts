const inside = /^(?:#|data:(?:image\/(?:png|jpe?g|gif|webp)|font\/|application\/(?:x-)?font))/iu

/** What is wrong with a style; null: nothing. Comments and escapes are undone first, behind which the rest can hide (CSS Syntax 3 §4.3.7). */
export const checkStyle = (style: string): string | null => {
  const css = withoutComments(style)
    .replace(/\\([0-9a-f]{1,6})\s?/giu, (_, code: string) => characterOf(Number.parseInt(code, 16)))
    .replace(/\\(.)/gu, '$1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
  if (/@import/iu.test(css)) return 'loads another'
  if (/expression\s*\(|behaviou?r\s*:|-moz-binding|(?:java|vb)script\s*:/iu.test(css)) return 'runs a script'
  for (const [, address = ''] of css.matchAll(/url\(\s*["']?\s*([^"')]{0,200})/giu))
    if (address.trim() !== '' && !inside.test(address.trim())) return 'loads something from elsewhere'
  return /image-set\s*\(|\bsrc\s*\(/iu.test(css) ? 'loads something from elsewhere' : null
}

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

/** A comment that is never closed goes to the end. */
const withoutComments = (style: string): string => {
  let rest = ''
  for (let at = 0; ; ) {
    const open = style.indexOf('/*', at)
    if (open === -1) return rest + style.slice(at)
    rest += style.slice(at, open)
    const close = style.indexOf('*/', open + 2)
    if (close === -1) return rest
    at = close + 2
  }
}
