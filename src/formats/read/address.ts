const secret =
  /^(?:.*[_-])?(?:token|signature|sig|secret|password|passwd|pwd|auth|apikey|api_key|key|credential|session|sid)$/iu

/** An address without user, password and the parameters that let their holder in: tokens, keys, signatures. `isCut` where it had any. */
export const withoutSecrets = (address: string): { href: string; isCut: boolean } => {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/u.test(url.protocol)) return { href: address, isCut: false }
  const names = [...url.searchParams.keys()].filter(name => secret.test(name))
  if (names.length === 0 && url.username === '' && url.password === '') return { href: address, isCut: false }
  for (const name of names) url.searchParams.delete(name)
  url.username = ''
  url.password = ''
  return { href: url.href, isCut: true }
}
