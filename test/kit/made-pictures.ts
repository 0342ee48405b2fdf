import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Metadata } from 'sharp'
import { type Edit, noEdit, type RenditionRole } from '../../src/domain/media.ts'
import { makePicture } from '../../src/media/make/pictures.ts'
import type { Work } from '../../src/media/make/workshop.ts'

/** What was made of a picture, and what it looks like. */
interface MadePicture extends Work {
  readonly roles: readonly RenditionRole[]
  bytes(role: RenditionRole): Buffer
  metadata(role: RenditionRole): Promise<Metadata>
  /** Red, green and blue of a point as the file has them, in parts of its width and height. */
  colourAt(role: RenditionRole, x: number, y: number): Promise<number[]>
}

/** Makes the renditions of a picture in this process. */
export const make = async (picture: Uint8Array, edit: Edit = noEdit): Promise<MadePicture> => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-picture-'))
  try {
    const path = join(folder, 'in')
    await writeFile(path, picture)
    const order = { path, fileName: 'in.jpg', type: 'picture', contentType: 'image/jpeg', edit, folder } as const
    const work = await makePicture({ ...order, watermark: 'Orsel Wire' })
    const files = new Map<RenditionRole, Buffer>()
    for (const each of work.made) files.set(each.role, await readFile(each.path))
    return { ...work, ...seen(files) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

const seen = (files: ReadonlyMap<RenditionRole, Buffer>): Omit<MadePicture, keyof Work> => {
  const bytes = (role: RenditionRole): Buffer => {
    const found = files.get(role)
    if (found === undefined) throw new Error(`no ${role} was made, only ${[...files.keys()].join(', ')}`)
    return found
  }
  return {
    roles: [...files.keys()],
    bytes,
    metadata: role => sharp(bytes(role)).metadata(),
    async colourAt(role, x, y) {
      const { data, info } = await sharp(bytes(role)).keepIccProfile().raw().toBuffer({ resolveWithObject: true })
      const [column, row] = [Math.floor(x * (info.width - 1)), Math.floor(y * (info.height - 1))]
      const at = (row * info.width + column) * info.channels
      return [...data.subarray(at, at + 3)]
    },
  }
}

/** Red, green, and below them blue and white, as SVG. */
export const quarters = (width: number, height: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="50%" fill="#f00"/>
    <rect x="50%" width="50%" height="50%" fill="#0f0"/><rect y="50%" width="50%" height="50%" fill="#00f"/>
    <rect x="50%" y="50%" width="50%" height="50%" fill="#fff"/></svg>`)

/** Which of the three a colour is, as JPEG leaves it. */
export const hue = ([red = 0, green = 0, blue = 0]: readonly number[]): 'red' | 'green' | 'blue' | null => {
  if (red > 200 && green < 60 && blue < 60) return 'red'
  if (red < 60 && green > 200 && blue < 60) return 'green'
  return red < 60 && green < 60 && blue > 200 ? 'blue' : null
}

/** The words in a colour profile. */
export const profileName = ({ icc }: Metadata): string => icc?.toString('latin1').replaceAll('\0', '') ?? 'none'
