import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A named block of code of a documentation page. */
export interface DocExample {
  readonly name: string
  readonly code: string
}

/** The blocks of a page that have the name of a file, as a reader would copy them. */
export const examplesOf = (html: string): DocExample[] =>
  [...html.matchAll(/<pre [^>]*data-name="([^"]+)"[^>]*><code>([\s\S]*?)<\/code><\/pre>/g)].map(
    ([, name = '', code = '']) => ({
      name,
      code: code.replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number))),
    }),
  )

/** What runs files of each ending. */
const interpreters: Readonly<Record<string, string>> = { sh: 'sh', mjs: process.execPath, py: 'python3', php: 'php' }

/** The program that an example needs; null where this machine lacks it. */
export const interpreterOf = ({ name }: DocExample): string | null => {
  const program = interpreters[name.split('.').at(-1) ?? ''] ?? ''
  const needed = name.endsWith('.sh') ? ['curl'] : [program]
  return needed.every(each => spawnSync(each, ['--version']).status === 0) ? program : null
}

/** An example that runs in a folder of its own. */
export interface Running {
  /** Everything that it has said so far. */
  readonly said: () => string
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

export const run = (program: string, { name, code }: DocExample): Running => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-docs-'))
  writeFileSync(join(folder, name), code)
  const child = spawn(program, [name], { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      said += chunk
    })
  }
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  return {
    said: () => said,
    async stop() {
      // With what it started itself: a shell leaves its curl behind.
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
