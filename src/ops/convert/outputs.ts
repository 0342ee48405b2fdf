import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from '../../formats/document.ts'
import type { Rendered } from '../../formats/render.ts'

/** Takes documents one after another. */
export interface Outputs {
  /** @returns where it went, for the report */
  put(rendered: Rendered, version: Writable): Promise<string>
  /** Writes the one feed over all items. */
  putFeed(rendered: Rendered): Promise<void>
}

/** A folder of documents, each named after its id and version; made where it is not there. */
export const outputsTo = async (folder: string): Promise<Outputs> => {
  await mkdir(folder, { recursive: true })
  const taken = new Set<string>()
  return {
    async put({ bytes, contentType }, version) {
      const stem = `${safeName(version.guid)}-v${version.number}`
      let [name, n] = [stem, 1]
      while (taken.has(name.toLowerCase())) name = `${stem}-${++n}`
      taken.add(name.toLowerCase())
      const path = join(folder, `${name}.${endingOf(contentType)}`)
      await writeFile(path, bytes)
      return path
    },
    async putFeed({ bytes, contentType }) {
      await writeFile(join(folder, `feed.${endingOf(contentType)}`), bytes)
    },
  }
}

/** A name that every file system takes, and that leads nowhere else. */
const safeName = (id: string): string => {
  const clean = id
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/gu, '')
  return clean.slice(-120).replace(/^[.-]+/u, '') || 'item'
}

const endingOf = (contentType: string): 'json' | 'html' | 'xml' | 'txt' => {
  if (contentType.includes('json')) return 'json'
  if (contentType.includes('html')) return 'html'
  return contentType.includes('xml') ? 'xml' : 'txt'
}
