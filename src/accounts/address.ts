import { isIPv6 } from 'node:net'

/** What of an address stands for its owner: an IPv4 address whole, of an IPv6 address its /64, within which one household or server can
 *  take any (RFC 6177 §2). */
export const networkOf = (address: string): string => {
  const [bare = ''] = address.split('%')
  if (!isIPv6(bare) || bare.includes('.')) return bare
  const [left = '', right] = bare.split('::')
  const groups = left === '' ? [] : left.split(':')
  const tail = right === undefined || right === '' ? [] : right.split(':')
  const zeros = right === undefined ? [] : Array<string>(8 - groups.length - tail.length).fill('0')
  const network = [...groups, ...zeros, ...tail].slice(0, 4)
  return `${network.map(group => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
