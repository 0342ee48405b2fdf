import type { ByteRange } from './blobs.ts'

/** Ranges that are answered one by one; whoever asks for more of them, or for the same bytes twice, gets the whole (RFC 9110 §14.2, §17.15). */
const mostRanges = 8

/**
 * The parts of a file that a Range header asks for (RFC 9110 §14.1.2), in its order, cut to the file.
 * @param sizeBytes of the file, above 0 @returns `whole` where there is no header or one that is to be passed over; `none` where nothing of it is in the file
 */
export const rangesOf = (header: string | undefined, sizeBytes: number): readonly ByteRange[] | 'whole' | 'none' => {
  const [, list] = /^bytes=(.*)$/iu.exec(header?.trim() ?? '') ?? []
  if (list === undefined || list.length > 500) return 'whole'
  const asked = list.split(',').flatMap(part => (part.trim() === '' ? [] : [rangeOf(part.trim(), sizeBytes)]))
  if (asked.length === 0 || asked.length > mostRanges || asked.includes('malformed')) return 'whole'
  const ranges = asked.filter(each => typeof each !== 'string')
  if (ranges.length === 0) return 'none'
  return overlap(ranges) ? 'whole' : ranges
}

const rangeOf = (part: string, sizeBytes: number): ByteRange | 'malformed' | 'beyond' => {
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/u.exec(part) ?? []
  if (first === '') {
    if (last === '') return 'malformed'
    const count = Math.min(Number(last), sizeBytes)
    return count === 0 ? 'beyond' : { first: sizeBytes - count, last: sizeBytes - 1 }
  }
  if (last !== '' && Number(last) < Number(first)) return 'malformed'
  if (Number(first) >= sizeBytes) return 'beyond'
  return { first: Number(first), last: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) }
}

const overlap = (ranges: readonly ByteRange[]): boolean => {
  const sorted = [...ranges].sort((a, b) => a.first - b.first)
  return sorted.some((each, n) => n > 0 && each.first <= (sorted[n - 1]?.last ?? -1))
}

export const lengthOf = ({ first, last }: ByteRange): number => last - first + 1
