import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTool } from './tools.ts'

const node = process.execPath
const script = (text: string) => ({ program: node, args: ['-e', text], longestMs: 20_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-tools-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a program of the system', () => {
  it('gives what it says, or why it failed', async () => {
    expect(await runTool(script('process.stdout.write("yes")'))).toMatchObject({
      kind: 'done',
      output: Buffer.from('yes'),
    })
    expect(await runTool(script('console.error("no"); process.exit(3)'))).toMatchObject({
      kind: 'failed',
      errors: 'no\n',
    })
    expect(await runTool({ program: join(folder, 'absent'), args: [], longestMs: 1_000 })).toMatchObject({
      kind: 'failed',
    })
  })

  it('gets no secret of ours', async () => {
    process.env.SECRET_KEY = 'ours'
    const { output } = await runTool(script('process.stdout.write(Object.keys(process.env).sort().join())'))
    delete process.env.SECRET_KEY
    expect(output.toString()).not.toContain('SECRET_KEY')
  })

  it('is stopped where it takes too long, too much memory, or too much of the disk, or says too much', async () => {
    const slow = await runTool({ ...script('setInterval(() => {}, 1000)'), longestMs: 300 })
    expect(slow).toMatchObject({ kind: 'stopped', reason: 'time' })
    const greedy = script('const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 10)')
    if (process.platform === 'linux') {
      expect(await runTool({ ...greedy, mostMemoryBytes: 2e8 })).toMatchObject({ kind: 'stopped', reason: 'memory' })
    }
    const file = JSON.stringify(join(folder, 'large'))
    const writer = script(`setInterval(() => require('fs').appendFileSync(${file}, Buffer.alloc(1e6)), 10)`)
    expect(await runTool({ ...writer, folder, mostFileBytes: 5e6 })).toMatchObject({ kind: 'stopped', reason: 'size' })
    // Written at once, so that nothing waits in its memory where we read slowly.
    const talker = script('for (;;) try { require("fs").writeSync(1, "x".repeat(1e5)) } catch {}')
    expect(await runTool(talker)).toMatchObject({ reason: 'size' })
  })

  it('ends with us, also where we are killed', async () => {
    if (process.platform !== 'linux') return console.warn('tools: only Linux ends a program whose parent was killed')
    const noted = join(folder, 'pid')
    const endless = `require('fs').writeFileSync(${JSON.stringify(noted)}, String(process.pid)); setInterval(() => {}, 1000)`
    const parent = join(folder, 'parent.ts')
    const run = { program: node, args: ['-e', endless], longestMs: 60_000 }
    const tools = JSON.stringify(join(import.meta.dirname, 'tools.ts'))
    await writeFile(parent, `import { runTool } from ${tools}\nvoid runTool(${JSON.stringify(run)})\n`)
    const started = spawn(node, ['--import', 'tsx', parent], {
      stdio: 'ignore',
      cwd: join(import.meta.dirname, '../..'),
    })
    const pid = await until(async () => Number(await readFile(noted, 'utf8').catch(() => '')) || null)
    started.kill('SIGKILL')
    expect(await until(async () => (isAlive(pid) ? null : true))).toBe(true)
  }, 30_000)
})

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
  for (let n = 0; n < 200; n++) {
    const found = await look()
    if (found !== null) return found
    await sleep(100)
  }
  throw new Error('it did not come')
}
