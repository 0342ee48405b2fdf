const windowMs = 3_600_000
const perWindow = 5
/** So many addresses are remembered; the longest unseen are forgotten first. */
const remembered = 10_000

/** Five enquiries an hour from one connection, counted by this process. */
export interface Allowance {
  /** Takes one. @returns null, or how long to wait where none is left */
  readonly take: (address: string, now: Date) => number | null
}

export const createAllowance = (): Allowance => {
  const taken = new Map<string, number[]>()
  return {
    take: (address, now) => {
      const key = networkOf(address)
      const recent = (taken.get(key) ?? []).filter(at => at > now.getTime() - windowMs)
      const [oldest] = recent
      if (oldest !== undefined && recent.length >= perWindow) return oldest + windowMs - now.getTime()
      taken.delete(key)
      taken.set(key, [...recent, now.getTime()])
      const [first] = taken.keys()
      if (taken.size > remembered && first !== undefined) taken.delete(first)
      return null
    },
  }
}

/** One household or office has one IPv4 address, or all of an IPv6 /64: its first four groups. */
const networkOf = (address: string): string => {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(zeros).fill('0'), ...right]
    .slice(0, 4)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
