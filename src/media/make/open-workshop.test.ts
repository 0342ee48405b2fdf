import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madeScene } from '../../../test/kit/scenes.ts'
import { noEdit } from '../../domain/media.ts'
import { openWorkshop } from './open-workshop.ts'
import type { Order } from './workshop.ts'

let folder: string
let picture: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-shop-'))
  picture = join(folder, 'scene.jpg')
  await writeFile(picture, await madeScene(1))
})
afterAll(() => rm(folder, { recursive: true }))

const orderOf = async (path = picture): Promise<Order> => ({
  ...{ path, fileName: 'scene.jpg', type: 'picture', contentType: 'image/jpeg', edit: noEdit, watermark: 'Orsel' },
  folder: await mkdtemp(join(folder, 'order-')),
})
const withWorkshop = async (
  options: Parameters<typeof openWorkshop>[0],
  work: (workshop: ReturnType<typeof openWorkshop>) => Promise<void>,
): Promise<void> => {
  const workshop = openWorkshop(options)
  try {
    await work(workshop)
  } finally {
    await workshop.stop()
  }
}

/** Processes of the workshop below a process of this machine; Linux. */
const childrenOf = (parent: number): number[] =>
  readdirSync('/proc').flatMap(name => {
    try {
      const isOurs = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('workshop-child')
      const above = /^PPid:\s+(\d+)/mu.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]
      return isOurs && Number(above) === parent ? [Number(name)] : []
    } catch {
      return []
    }
  })
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
const hasProc = existsSync('/proc/self/status')
if (!hasProc) console.warn('no /proc here: tests that look at processes are left out')

test('a file is looked at and made into renditions in another process', async () => {
  await withWorkshop({}, async workshop => {
    const seen = await workshop.inspect({ path: picture, fileName: 'scene.jpg' })
    expect(seen).toMatchObject({ type: 'picture', contentType: 'image/jpeg', widthPixels: 900, heightPixels: 600 })
    expect(seen.fingerprint).toMatch(/^[0-9a-f]{16}$/u)
    const order = await orderOf()
    const { made, remark } = await workshop.make(order)
    expect(remark).toBeNull()
    for (const { path, role } of made) {
      expect(path).toBe(join(order.folder, `${role}.jpg`))
      expect((await sharp(await readFile(path)).metadata()).format).toBe('jpeg')
    }
  })
})

test('what is refused has its reason and field, and the process goes on with the next', async () => {
  const page = join(folder, 'page.jpg')
  await writeFile(page, '<!doctype html><html><script>alert(1)</script></html>')
  await withWorkshop({ most: 1 }, async workshop => {
    await expect(workshop.inspect({ path: page, fileName: 'page.jpg' })).rejects.toMatchObject({
      ...{ name: 'Refusal', code: 'unsafe-file', field: 'file', message: expect.stringContaining('page') },
    })
    await expect(workshop.inspect({ path: picture, fileName: 'scene.jpg' })).resolves.toMatchObject({ type: 'picture' })
    await expect(workshop.make(await orderOf(join(folder, 'missing')))).rejects.toThrow('missing')
  })
})

describe('a file that', () => {
  test('takes too long is ended with its process, twice, and then refused with the reason', async () => {
    const large = await orderOf(await largeScene())
    await withWorkshop({ longest: { workMs: 600_000, waitMs: 1 } }, async workshop => {
      await expect(workshop.make(large)).rejects.toMatchObject({
        ...{ code: 'unsafe-file', message: expect.stringMatching(/twice: it was not done after 0.001 s/u) },
      })
    })
    if (!hasProc) return
    await withWorkshop({ longest: { workMs: 200, waitMs: 600_000 } }, async workshop => {
      await expect(workshop.make(large)).rejects.toMatchObject({
        ...{ code: 'unsafe-file', message: expect.stringMatching(/twice: it took longer than 0.2 s of a processor/u) },
      })
    })
  }, 120_000)

  test.runIf(hasProc)(
    'takes too much memory is ended and refused, and others are made meanwhile',
    async () => {
      const large = join(folder, 'large.png')
      await sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: '#345' } })
        .png({ progressive: true })
        .toFile(large)
      await withWorkshop({ memoryBytes: 190 << 20 }, async workshop => {
        const [bad, good] = await Promise.allSettled([
          workshop.make(await orderOf(large)),
          workshop.make(await orderOf()),
        ])
        expect(bad).toMatchObject({
          reason: { code: 'unsafe-file', message: expect.stringMatching(/more than 190 MiB of memory/u) },
        })
        expect(good.status).toBe('fulfilled')
      })
    },
    60_000,
  )

  test.runIf(hasProc)(
    'ends its process once is made in another',
    async () => {
      await withWorkshop({ most: 1 }, async workshop => {
        await workshop.inspect({ path: picture, fileName: 'scene.jpg' })
        const [first] = childrenOf(process.pid)
        const work = workshop.make(await orderOf(await largeScene()))
        await sleep(50)
        process.kill(first ?? 0, 'SIGKILL')
        expect((await work).made.length).toBeGreaterThan(4)
        expect(childrenOf(process.pid)).not.toContain(first)
      })
    },
    60_000,
  )

  test('is given up leaves at once, and the workshop goes on', async () => {
    await withWorkshop({ most: 1 }, async workshop => {
      const given = new AbortController()
      const work = workshop.make(await orderOf(await largeScene()), given.signal)
      setTimeout(() => given.abort(), 30)
      await expect(work).rejects.toThrow('given up')
      const early = AbortSignal.abort()
      await expect(workshop.make(await orderOf(), early)).rejects.toThrow('given up')
      expect((await workshop.make(await orderOf())).made.length).toBeGreaterThan(4)
    })
  })
})

/** 24 megapixels, which take seconds. */
const largeScene = async (): Promise<string> => {
  const path = join(folder, 'large.jpg')
  if (!existsSync(path)) await writeFile(path, await madeScene(2, 6_000, 4_000))
  return path
}

test('while a picture of 100 megapixels is looked at and made, this process goes on', async () => {
  const path = join(folder, '100.jpg')
  await sharp(await madeScene(3, 1_000, 1_000))
    .resize(10_000, 10_000)
    .jpeg({ quality: 70 })
    .toFile(path)
  await withWorkshop({}, async workshop => {
    const began = performance.now()
    let last = began
    let longest = 0
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const { widthPixels } = await workshop.inspect({ path, fileName: '100.jpg' })
    const { made } = await workshop.make(await orderOf(path))
    clearInterval(clock)
    expect([widthPixels, made[0]?.widthPixels]).toEqual([10_000, 5_000])
    // On a busy machine the scheduler takes its share; done here, it would be a second in one piece.
    expect(longest).toBeLessThan((performance.now() - began) / 3)
  })
}, 120_000)

test('many files at once are worked on by two processes, what is looked at before what is made', async () => {
  await withWorkshop({}, async workshop => {
    const done: string[] = []
    const making = Array.from({ length: 8 }, async () => workshop.make(await orderOf()).then(() => done.push('made')))
    await sleep(20)
    const looking = Array.from({ length: 4 }, () =>
      workshop.inspect({ path: picture, fileName: 'scene.jpg' }).then(() => done.push('seen')),
    )
    await sleep(0)
    if (hasProc) expect(childrenOf(process.pid).length).toBeLessThanOrEqual(2)
    await Promise.all([...making, ...looking])
    expect(done.indexOf('seen')).toBeLessThanOrEqual(2)
    expect(done.lastIndexOf('seen')).toBeLessThan(done.lastIndexOf('made'))
  })
}, 120_000)

describe.runIf(hasProc)('processes of the workshop', () => {
  test('end when they have nothing to do, and when it is closed', async () => {
    const workshop = openWorkshop({ idleMs: 200 })
    await workshop.inspect({ path: picture, fileName: 'scene.jpg' })
    expect(childrenOf(process.pid)).toHaveLength(1)
    await expect.poll(() => childrenOf(process.pid), { timeout: 10_000 }).toEqual([])
    const work = workshop.make(await orderOf(await largeScene())).catch((error: Error) => error.message)
    await expect.poll(() => childrenOf(process.pid).length, { timeout: 10_000 }).toBe(1)
    await workshop.stop()
    expect(await work).toMatch(/closed|given up/u)
    expect(childrenOf(process.pid)).toEqual([])
    await expect(workshop.inspect({ path: picture, fileName: 'scene.jpg' })).rejects.toThrow('closed')
  }, 120_000)

  test('end when their server is killed', async () => {
    const script = join(folder, 'server.mjs')
    const url = new URL('./open-workshop.ts', import.meta.url).href
    const order = await orderOf(await largeScene())
    await writeFile(
      script,
      `import { openWorkshop } from ${JSON.stringify(url)}
       const workshop = openWorkshop()
       await workshop.inspect(${JSON.stringify({ path: picture, fileName: 'scene.jpg' })})
       console.log('ready')
       await workshop.make(${JSON.stringify(order)})`,
    )
    const server: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise(resolve => server.stdout && createInterface(server.stdout).once('line', resolve))
    const children = childrenOf(server.pid ?? 0)
    expect(children.length).toBeGreaterThan(0)
    server.kill('SIGKILL')
    await expect.poll(() => children.filter(isAlive), { timeout: 10_000 }).toEqual([])
  }, 120_000)
})
