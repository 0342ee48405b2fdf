import { type Bytes, findBytes, unsafe } from './bytes.ts'
import { findZip } from './zip-read.ts'

/** What makes a browser or a server run what stands in a file, whatever the file is. */
const running = /<\?php|<script[\s>/]|<!doctype\s+html|<html[\s>]|<iframe[\s>]/iu
const pieceBytes = 256 << 10
const overlap = 16

/** @param part how it is called: `its metadata` @throws Refusal `unsafe-file` where something that runs stands between `from` and `to` */
export const checkWords = async (bytes: Bytes, [from, to]: readonly [number, number], part: string): Promise<void> => {
  for (let at = from; at < to; at += pieceBytes - overlap) {
    const found = running.exec((await bytes.at(at, Math.min(pieceBytes, to - at))).toString('latin1'))
    if (found !== null) throw unsafe(`has "${found[0].trim()}" in ${part}, which makes it run as a page or a script`)
  }
}

/** Pictures of phones have a second picture, a video or notes of the maker behind their end (CIPA DC-007; Motion Photo 1.0); what is larger is none of these. */
const mostBehind = 256 << 20

const archives: readonly (readonly [string, Buffer])[] = [
  ['a RAR archive', Buffer.from('Rar!\x1a\x07', 'latin1')],
  ['a 7z archive', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1')],
  ['a PDF document', Buffer.from('%PDF-')],
]
const programs = ['#!', 'MZ\x90\0', '\x7fELF'].map(start => Buffer.from(start, 'latin1'))

/** Looks at what stands behind the end of a picture or document. @param end where it ends @throws Refusal `unsafe-file` where that is a file of its own that runs or opens */
export const checkBehind = async (bytes: Bytes, end: number): Promise<void> => {
  const behind = bytes.size - end
  if (behind <= 0) return
  if (behind > mostBehind) throw unsafe(`goes on for ${behind} bytes behind its end`)
  for (const [what, start] of archives)
    if ((await findBytes(bytes, start, end)) !== -1) throw unsafe(`has ${what} behind its end`)
  const start = await bytes.at(end, 4)
  if (programs.some(each => start.subarray(0, each.length).equals(each))) throw unsafe('has a program behind its end')
  await checkWords(bytes, [end, bytes.size], 'what stands behind its end')
}

/** @throws Refusal `unsafe-file` where programs for archives would open the file as a ZIP: they look for it from the end */
export const checkNoZip = async (bytes: Bytes): Promise<void> => {
  if ((await findZip(bytes)) !== null) throw unsafe('is a ZIP archive as well')
}
