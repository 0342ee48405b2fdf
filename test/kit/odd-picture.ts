import sharp, { type Sharp } from 'sharp'
import { madeScene } from './scenes.ts'

/** A picture as one may come, and what must become of it; `either`: renditions or a reason. */
export interface OddPicture {
  readonly name: string
  readonly fileName: string
  readonly bytes: Buffer
  readonly expected: 'made' | 'refused' | 'either'
  /** As it is meant to be seen. */
  readonly size?: readonly [number, number]
}

export const width = 240
export const height = 160
/** What all of them show. */
export const scene = async (): Promise<Sharp> => sharp(await madeScene(11, width, height))
export const size = [width, height] as const

export const made = (
  name: string,
  bytes: Buffer,
  fileName: string,
  of: readonly [number, number] = size,
): OddPicture => ({
  ...{ name, fileName, bytes, expected: 'made', size: of },
})
export const refusedFile = (name: string, bytes: Buffer, fileName: string): OddPicture => ({
  ...{ name, fileName, bytes, expected: 'refused' },
})
export const either = (name: string, bytes: Buffer, fileName: string): OddPicture => ({
  ...{ name, fileName, bytes, expected: 'either' },
})
