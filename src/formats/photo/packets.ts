/** Metadata of a photo as its bytes hold it. */
export interface Found {
  /** The XMP packet, UTF-8, with the extended part in it where there is one. */
  readonly xmp: Buffer | null
  /** The datasets of IPTC IIM, without what is around them. */
  readonly iim: Buffer | null
  /** A TIFF block, from its byte order mark. */
  readonly exif: Buffer | null
  /** MD5 of the IIM as whoever wrote XMP last saw it; MWG 2.0 §3.3. */
  readonly digest: Buffer | null
}

export const nothingFound: Found = { xmp: null, iim: null, exif: null, digest: null }

/** The most bytes of one packet that are read and kept. */
export const mostPacketBytes = 1 << 20

/** The most of XMP that is kept, and written back whenever the picture is given out. */
export const mostKeptXmpBytes = 256 << 10

/** A packet where it is neither empty nor beyond the bound. */
export const bounded = (packet: Buffer | null | undefined): Buffer | null =>
  packet == null || packet.length === 0 || packet.length > mostPacketBytes ? null : packet

/** What `read` gives; null where the bytes mislead it. */
export const attempt = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch {
    return null
  }
}
