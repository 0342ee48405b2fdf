import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What a process holds, by /proc. */
export interface Size {
  /** Resident, in MiB. */
  readonly memoryMib: number
  readonly descriptors: number
  /** Of them, files below the folder. */
  readonly files: number
}

export const sizeOf = (pid: number, folder: string): Size => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const links = readdirSync(`/proc/${pid}/fd`).map(fd => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`)
    } catch {
      return ''
    }
  })
  return {
    memoryMib: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024),
    descriptors: links.length,
    files: links.filter(link => link.startsWith(folder)).length,
  }
}
