import { deflateRawSync } from 'node:zlib'

/** A file of an archive, and what its headers say of it where that is not true. */
export interface ZipFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly isStored?: boolean
  /** Instead of its own name in its own header. */
  readonly ownName?: string
  readonly saysBytes?: number
  readonly mode?: number
  /** Where its own header stands, instead of where it does. */
  readonly offset?: number
}

interface Lies {
  readonly entries?: number
  readonly before?: Uint8Array
  readonly after?: Uint8Array
  readonly comment?: string
}

/** A ZIP archive, by hand, so that it can say what is not so. The checksums are 0: nobody looks at them. */
export const zipOf = (files: readonly ZipFile[], lies: Lies = {}): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const file of files) {
    const packed = file.isStored === true ? Buffer.from(file.bytes) : deflateRawSync(file.bytes, { level: 9 })
    const says = file.saysBytes ?? file.bytes.length
    const own = Buffer.from(file.ownName ?? file.name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(0x800, 6)
    local.writeUInt16LE(file.isStored === true ? 0 : 8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(says, 22)
    local.writeUInt16LE(own.length, 26)
    parts.push(local, own, packed)
    const name = Buffer.from(file.name)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(0x0314, 4)
    entry.writeUInt16LE(0x800, 8)
    entry.writeUInt16LE(file.isStored === true ? 0 : 8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(says, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt16LE(file.mode ?? 0o100644, 40)
    entry.writeUInt32LE(file.offset ?? at, 42)
    directory.push(entry, name)
    at += local.length + own.length + packed.length
  }
  const table = Buffer.concat(directory)
  const comment = Buffer.from(lies.comment ?? '')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(lies.entries ?? files.length, 8)
  end.writeUInt16LE(lies.entries ?? files.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([lies.before ?? Buffer.alloc(0), ...parts, table, end, comment, lies.after ?? Buffer.alloc(0)])
}
