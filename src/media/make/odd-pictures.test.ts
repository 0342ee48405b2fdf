import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OddPicture } from '../../../test/kit/odd-picture.ts'
import { oddPictures } from '../../../test/kit/odd-pictures.ts'
import { noEdit } from '../../domain/media.ts'
import { Refusal } from '../../domain/refusal.ts'
import { openWorkshop } from './open-workshop.ts'
import type { Work, Workshop } from './workshop.ts'

let folder: string
let workshop: Workshop
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-odd-'))
  workshop = openWorkshop()
})
afterAll(async () => {
  await workshop.stop()
  await rm(folder, { recursive: true })
})

type Outcome = { readonly kind: 'made'; readonly work: Work } | { readonly kind: 'refused'; readonly reason: string }

/** As an upload goes: looked at, then made. */
const brought = async ({ fileName, bytes }: OddPicture, n: number): Promise<Outcome> => {
  const own = join(folder, String(n))
  const path = join(own, 'in')
  await mkdir(own)
  await writeFile(path, bytes)
  try {
    const { type, contentType } = await workshop.inspect({ path, fileName })
    expect(type).toBe('picture')
    const order = { path, fileName, type, contentType, edit: noEdit, watermark: 'Orsel Wire', folder: own }
    return { kind: 'made', work: await workshop.make(order) }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unsafe-file') return { kind: 'refused', reason: error.message }
    throw error
  } finally {
    await rm(own, { recursive: true })
  }
}

test('two hundred odd pictures are all made into renditions or refused with a reason, and none holds anything up', async () => {
  const pictures = await oddPictures()
  expect(pictures.length).toBeGreaterThan(190)
  let ticks = 0
  const clock = setInterval(() => ticks++, 20)
  const outcomes = await Promise.all(
    pictures.map(async (picture, n) => [picture, await brought(picture, n).catch((error: Error) => error)] as const),
  )
  clearInterval(clock)
  const wrong = outcomes.flatMap(([{ name, expected, size }, outcome]) => {
    const said = told(outcome)
    if (outcome instanceof Error) return [`${name}: ${said}`]
    if (expected !== 'either' && outcome.kind !== expected) return [`${name}: expected ${expected}, ${said}`]
    if (outcome.kind === 'refused') return outcome.reason.length > 15 ? [] : [`${name}: ${said}`]
    const { made, size: seen } = outcome.work
    if (!made.every(each => (each.widthPixels ?? 0) > 0 && (each.heightPixels ?? 0) > 0)) return [`${name}: ${said}`]
    const isRight = size === undefined || (seen?.widthPixels === size[0] && seen.heightPixels === size[1])
    return isRight ? [] : [`${name}: expected ${size}, ${said}`]
  })
  expect(wrong).toEqual([])
  const reasons = new Map(outcomes.map(([{ name }, outcome]) => [name, told(outcome)]))
  expect(reasons.get('HEIC')).toMatch(/HEIC of phones.*send it as JPEG/u)
  // No path of this machine.
  expect([...reasons.values()].filter(reason => reason.includes(tmpdir()))).toEqual([])
  expect(ticks).toBeGreaterThan(20)
  const made = outcomes.filter(([, outcome]) => !(outcome instanceof Error) && outcome.kind === 'made').length
  expect(made).toBeGreaterThan(70)
}, 600_000)

const told = (outcome: Outcome | Error): string => {
  if (outcome instanceof Error) return `failed with ${outcome.name}: ${outcome.message}`
  if (outcome.kind === 'refused') return `refused: ${outcome.reason}`
  return `made ${outcome.work.made.map(({ role }) => role)} ${JSON.stringify(outcome.work.size)} ${outcome.work.remark}`
}
