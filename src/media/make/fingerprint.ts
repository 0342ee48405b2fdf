const side = 32
const kept = 8

/**
 * 64 bits that are alike for pictures that look alike, as 16 hex digits: the signs of the 64 lowest frequencies of the picture in 32 × 32 greys, against
 * their median (pHash; Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, section 3.2). Rows and columns of frequency 0
 * are left out, so that brightness does not count.
 * @param greys 32 × 32 bytes, row by row
 */
export const fingerprintOf = (greys: Uint8Array): string => {
  const frequencies = lowFrequencies(greys)
  const sorted = Array.from(frequencies).sort((a, b) => a - b)
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2
  let bits = 0n
  for (const frequency of frequencies) bits = (bits << 1n) | (frequency > median ? 1n : 0n)
  return bits.toString(16).padStart(16, '0')
}

/** In how many bits two fingerprints differ, 0 to 64. */
export const bitsApart = (a: string, b: string): number => {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; different > 0n; different &= different - 1n) count++
  return count
}

/** Frequencies 1 to 8 of both directions, by the cosine transform. */
const lowFrequencies = (greys: Uint8Array): Float64Array => {
  const rows = new Float64Array(side * kept)
  for (let y = 0; y < side; y++)
    for (let u = 0; u < kept; u++) {
      let sum = 0
      for (let x = 0; x < side; x++) sum += (greys[y * side + x] ?? 0) * cosine(x, u + 1)
      rows[y * kept + u] = sum
    }
  const found = new Float64Array(kept * kept)
  for (let v = 0; v < kept; v++)
    for (let u = 0; u < kept; u++) {
      let sum = 0
      for (let y = 0; y < side; y++) sum += (rows[y * kept + u] ?? 0) * cosine(y, v + 1)
      // What rounding leaves of nothing is nothing: a picture of one colour has the same fingerprint everywhere.
      found[v * kept + u] = Math.round(sum * 64) / 64
    }
  return found
}

const cosine = (at: number, frequency: number): number => Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * side))

/** The greys of a picture that its fingerprint is made of. @param picture a file's path or its bytes @throws where it cannot be opened */
export const greysOf = async (picture: string | Uint8Array): Promise<Uint8Array> => {
  const { default: sharp } = await import('sharp')
  return sharp(picture, { failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(side, side, { fit: 'fill' })
    .raw()
    .toBuffer()
}
