import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findTool, type Run, runTool } from './tools.ts'
import { lastWords } from './videos-probe.ts'
import type { Order } from './workshop.ts'

const drawMs = 60_000
const mostDrawnBytes = 256 << 20
const headBytes = 65_536

/**
 * The first page of a PDF, EPS or AI as PNG: PDF by pdftoppm, all by Ghostscript. Both are bounded in time, memory and output; Ghostscript may open no
 * file but this one (`-dSAFER`). @param edge pixels on the longer edge @returns why not, in a sentence for desks
 */
export const drawnPage = async (
  { path, folder, contentType }: Pick<Order, 'path' | 'folder' | 'contentType'>,
  edge: number,
): Promise<Buffer | string> => {
  const head = await headOf(path)
  // Illustrator writes PDF since version 9, and PostScript before.
  const isPdf = head.subarray(0, 1_024).includes('%PDF-')
  const target = join(folder, 'drawn')
  const run = isPdf ? pdfRun({ path, target, edge }) : ghostscriptRun({ path, target, edge, head })
  if (run === null) return absent(contentType, isPdf)
  const picture = `${target}.png`
  try {
    const ended = await runTool({ ...run, longestMs: drawMs, folder, mostFileBytes: mostDrawnBytes })
    if (ended.kind === 'stopped') return `no preview could be made within the bounds of a graphic (${ended.reason})`
    const drawn = ended.kind === 'done' ? await readFile(picture).catch(() => null) : null
    if (drawn !== null) return drawn
    const ofGhostscript = /^Error: \/\w+.*$/mu.exec(ended.output.toString('latin1', 0, 4_000))?.[0]
    return `no preview could be made: ${ofGhostscript ?? lastWords(ended.errors, path)}`
  } finally {
    await rm(picture, { force: true })
  }
}

const absent = (contentType: string, isPdf: boolean): string =>
  isPdf
    ? 'neither pdftoppm (poppler-utils) nor Ghostscript is installed on the server: no raster and no preview of it could be made'
    : `Ghostscript is not installed on the server: no raster and no preview of ${contentType === 'application/illustrator' ? 'this AI file' : 'the EPS'} could be made`

type Drawing = { readonly path: string; readonly target: string; readonly edge: number }
type Command = Pick<Run, 'program' | 'args'>

const pdfRun = (drawing: Drawing): Command | null => {
  const { path, target, edge } = drawing
  const pdftoppm = findTool('pdftoppm')
  if (pdftoppm === null) return ghostscriptRun({ ...drawing, head: null })
  const args = ['-f', '1', '-l', '1', '-singlefile', '-cropbox', '-scale-to', `${edge}`, '-png', path, target]
  return { program: pdftoppm, args }
}

const ghostscriptRun = ({ path, target, edge, head }: Drawing & { head: Buffer | null }): Command | null => {
  const program = findTool('gs')
  if (program === null) return null
  const points = head === null ? null : boundingPoints(head)
  const dots = points === null ? 150 : Math.min(1_200, Math.max(9, (72 * edge) / points))
  const args = [
    ...['-dSAFER', '-dBATCH', '-dNOPAUSE', '-dQUIET', '-dFirstPage=1', '-dLastPage=1', '-dUseCropBox', '-dEPSCrop'],
    ...['-sDEVICE=png16m', '-dTextAlphaBits=4', '-dGraphicsAlphaBits=4', `-r${dots.toFixed(2)}`],
    ...[`-sOutputFile=${target}.png`, path],
  ]
  return { program, args }
}

/** The longer edge of an EPS in points, by its `%%BoundingBox` (Adobe 5002 §3); null where it stands at the end or nowhere. */
export const boundingPoints = (head: Buffer): number | null => {
  const found = /%%BoundingBox:\s*(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)/u.exec(head.toString('latin1'))
  if (found === null) return null
  const [left = 0, bottom = 0, right = 0, top = 0] = found.slice(1).map(Number)
  const edge = Math.max(right - left, top - bottom)
  return edge > 0 ? edge : null
}

const headOf = async (path: string): Promise<Buffer> => {
  const handle = await open(path)
  try {
    const bytes = Buffer.alloc(headBytes)
    const { bytesRead } = await handle.read(bytes, 0, headBytes, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
