import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are not the world's (RFC 6890, and 6598, 4291, 6052): a document must not make us ask machines of our own network. */
const own = new BlockList()
for (const [address, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
  ] as const),
  ...([
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  own.addSubnet(address, bits, 'ipv4')
for (const [address, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['2002::', 16],
] as const)
  own.addSubnet(address, bits, 'ipv6')

/** Whether an IP address is of the world, and not of our own network or machine. */
export const isPublicAddress = (address: string): boolean => {
  const version = isIP(address)
  return version === 0 ? false : !own.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/** Why nothing is fetched from a host that an address names as such; null: nothing is against it, or its name tells nothing yet. */
export const refusedHost = (url: URL): string | null => {
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  if (isIP(host) === 0) return null
  return isPublicAddress(host) ? null : `${host} is no address of the world`
}

/** A name leads into our own network. */
export class InsideAddress extends Error {
  override name = 'InsideAddress'
}

/** Looks names up as usual, and fails where any of the answers is not of the world: what was looked up is what is connected to. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '', 4)
    const inside = found.find(({ address }) => !isPublicAddress(address))
    if (inside !== undefined)
      return callback(new InsideAddress(`${hostname} is ${inside.address}, which is no address of the world`), '', 4)
    const [first] = found
    if (options.all === true) return callback(null, found)
    return callback(null, first?.address ?? '', first?.family)
  })
}
