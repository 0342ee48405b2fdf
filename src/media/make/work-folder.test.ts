import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeWorkFolder, sweepWorkFolders } from './work-folder.ts'

test('folders of processes that have ended are removed, those of living ones and of others are not', async () => {
  const below = await mkdtemp(join(tmpdir(), 'dateline-sweep-'))
  try {
    const own = basename(await makeWorkFolder(below))
    const [, host, , began] = own.split('~')
    const { pid: ended } = spawnSync(process.execPath, ['-e', '0'])
    const name = (of: string | undefined, pid: number, start: number) => `dateline-work~${of}~${pid}~${start}~abcdef`
    const left = {
      ended: name(host, ended, Date.now()),
      // The number of this process, given to another before.
      former: name(host, process.pid, Number(began) - 60_000),
      alive: name(host, process.ppid, Date.now()),
      elsewhere: name('another-machine', ended, Date.now()),
      old: name('another-machine', ended, 1),
      foreign: 'somebody-elses',
    }
    for (const folder of Object.values(left)) {
      await mkdir(join(below, folder))
      await writeFile(join(below, folder, 'part.jpg'), 'half of a picture')
    }
    const longAgo = new Date(Date.now() - 3 * 86_400_000)
    await utimes(join(below, left.old), longAgo, longAgo)
    await sweepWorkFolders(below)
    expect((await readdir(below)).sort()).toEqual([own, left.alive, left.elsewhere, left.foreign].sort())
    await sweepWorkFolders(join(below, 'missing'))
  } finally {
    await rm(below, { recursive: true })
  }
})
