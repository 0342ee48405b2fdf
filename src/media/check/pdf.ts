import { type Bytes, findBytes } from './bytes.ts'
import { checkBehind } from './hidden.ts'

const lookBytes = 1 << 20
const end = Buffer.from('%%EOF')

/** Looks behind the last end of a PDF document, of which each saved change has one (ISO 32000-1 §7.5.6). @throws Refusal `unsafe-file` */
export const checkPdf = async (bytes: Bytes): Promise<void> => {
  let last = -1
  for (let at = Math.max(0, bytes.size - lookBytes); at !== -1; at = await findBytes(bytes, end, at + 1)) {
    if ((await bytes.at(at, end.length)).equals(end)) last = at
  }
  if (last !== -1) await checkBehind(bytes, last + end.length)
}
