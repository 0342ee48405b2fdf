/** The boundary of a multipart content type (RFC 2046 §5.1.1), or null for any other. */
export const boundaryOf = (contentType: string): string | null => {
  if (!/^\s*multipart\//iu.test(contentType)) return null
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,200})"|([^;\s"]{1,200}))/iu.exec(contentType) ?? []
  return quoted ?? bare ?? null
}

/** The fields of a multipart/form-data body (RFC 7578), read leniently: names quoted or not (.NET does not), lines ended by CRLF or LF.
 *  Parts without a name are left out. */
export const partsOf = (body: string, boundary: string): [name: string, value: string][] =>
  `\n${body}`
    .split(`\n--${boundary}`)
    .slice(1)
    .filter(part => !part.startsWith('--'))
    .flatMap(part => {
      const [, head = '', value = ''] = /^[^\n]*\n([\s\S]*?)\r?\n\r?\n([\s\S]*)$/u.exec(part) ?? []
      const [, quoted, bare] = /^content-disposition:[^\n]*;\s*name=(?:"([^"\n]*)"|([^;\s]+))/imu.exec(head) ?? []
      const name = quoted ?? bare
      return name === undefined ? [] : [[name, value.replace(/\r$/u, '')] as [string, string]]
    })
