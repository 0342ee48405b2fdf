import { open } from 'node:fs/promises'
import { Refusal } from '../../domain/refusal.ts'
import { fileNameOf } from '../file-name.ts'
import { type Bytes, bytesOfFile, unsafe } from './bytes.ts'
import { endOfBoxes } from './heif.ts'
import { checkBehind, checkNoZip, checkWords } from './hidden.ts'
import { checkName } from './name.ts'
import { checkPdf } from './pdf.ts'
import { checkPicture } from './picture.ts'
import { type Sniffed, sniff } from './sniff.ts'
import { checkSvg } from './svg.ts'
import { checkZip } from './zip.ts'

/**
 * What a file is by its bytes, and that it is nothing else besides. It reads what hostile senders write, so it runs in a process of its own.
 * @throws Refusal `unsafe-file`, naming what was found and what was expected: programs, scripts and pages, files that are two things at once, names that
 *   promise another type, archives and pictures that unfold to more than they say, drawings that run or load something, and what is empty
 */
export const checkFile = async (path: string, fileName: string): Promise<Sniffed> => {
  const name = fileNameOf(fileName)
  const handle = await open(path)
  try {
    return await checkBytes(bytesOfFile(handle, (await handle.stat()).size), name)
  } catch (error) {
    throw asRefusal(error)
  } finally {
    await handle.close()
  }
}

const checkBytes = async (bytes: Bytes, name: string): Promise<Sniffed> => {
  if (bytes.size === 0) throw unsafe('is empty')
  const sniffed = await sniff(bytes, name)
  const contentType = sniffed.contentType === 'application/zip' ? await checkZip(bytes) : sniffed.contentType
  checkName(name, contentType)
  await checkContent(bytes, { ...sniffed, contentType })
  return { type: sniffed.type, contentType }
}

const checkContent = async (bytes: Bytes, { type, contentType }: Sniffed): Promise<void> => {
  if (contentType === 'image/svg+xml') return checkSvg(bytes)
  if (contentType.includes('zip') || contentType.startsWith('application/vnd.')) return
  if (type === 'file' && contentType !== 'application/pdf') return
  await checkNoZip(bytes)
  if (type === 'picture') {
    const layout = await checkPicture(bytes, contentType)
    for (const part of layout?.words ?? []) await checkWords(bytes, part, 'its metadata')
    if (layout?.end != null) await checkBehind(bytes, layout.end)
  }
  if (isOfBoxes(contentType)) {
    const end = await endOfBoxes(bytes)
    if (end !== null) await checkBehind(bytes, end)
  }
  if (contentType === 'application/pdf' || contentType === 'application/illustrator') await checkPdf(bytes)
}

const isOfBoxes = (contentType: string): boolean => /^video\/(?:mp4|quicktime|x-m4v|3gpp2?)$/u.test(contentType)

/** Bytes that end in the middle of a number end the walk over them; that too is said of the file. */
const asRefusal = (error: unknown): unknown => {
  if (error instanceof Refusal) return new Refusal(error.code, `the file ${error.message}`, { field: 'file' })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code !== 'ERR_OUT_OF_RANGE' && code !== 'ERR_BUFFER_OUT_OF_BOUNDS') return error
  return new Refusal('unsafe-file', 'the file is cut off', { field: 'file' })
}
