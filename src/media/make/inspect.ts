import { open, readFile, stat } from 'node:fs/promises'
import { noFacts, noPackets } from '../../domain/file-facts.ts'
import { readPhoto } from '../../formats/photo/read.ts'
import { checkFile } from '../check/check.ts'
import { fingerprintOf, greysOf } from './fingerprint.ts'
import { measuresOf, refused } from './picture-source.ts'
import { probeVideo } from './videos-probe.ts'
import type { Inspection } from './workshop.ts'

/** Of larger files, only the beginning is searched for what they say of themselves. */
const mostReadBytes = 256 << 20
const beginningBytes = 32 << 20

/** Looks at a file: whether it is taken, what it is, how large, and what it says of itself. @throws Refusal `unsafe-file` with the reason */
export const inspect = async (file: { readonly path: string; readonly fileName: string }): Promise<Inspection> => {
  const { path } = file
  const { type, contentType } = await checkFile(path, file.fileName)
  const looked = { type, contentType, ...unknown }
  if (type === 'video') {
    const { widthPixels, heightPixels, durationSeconds, hasPicture } = await probeVideo(path)
    return { ...looked, type: hasPicture ? type : 'file', widthPixels, heightPixels, durationSeconds }
  }
  if (type === 'picture') {
    const greys = await greysOf(path).catch(refused)
    return { ...looked, ...(await measuresOf(path)), ...(await said(path)), fingerprint: fingerprintOf(greys) }
  }
  const isDrawnInPixels = contentType.startsWith('image/') && contentType !== 'image/svg+xml'
  if (type === 'graphic' && isDrawnInPixels) return { ...looked, ...(await measuresOf(path)), ...(await said(path)) }
  return looked
}

const unknown = {
  ...{ widthPixels: null, heightPixels: null, durationSeconds: null, fingerprint: null },
  ...{ facts: noFacts, packets: noPackets },
}

const said = async (path: string) => {
  const { size } = await stat(path)
  if (size <= mostReadBytes) return readPhoto(await readFile(path))
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0)
    return await readPhoto(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}
