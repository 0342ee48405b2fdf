import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../proofs/server.ts'

/** A server of others that speaks S3 (s3rver), in a process of its own, with one bucket. */
export interface S3Server {
  readonly endpoint: string
  /** As `BLOBS` names a place in its bucket. */
  readonly place: (prefix: string) => string
  readonly environment: { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string }
  stop(): Promise<void>
}

const program = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js')

/** The credentials that s3rver knows; also put into this process, where none are. */
const environment = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }

export const startedS3 = async (): Promise<S3Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-s3-'))
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [
      ...[program, '--silent', '--directory', folder, '--address', '127.0.0.1', '--port', String(port)],
      ...['--configure-bucket', 'news-media'],
    ],
    { stdio: 'ignore' },
  )
  const endpoint = `http://127.0.0.1:${port}`
  await answering(endpoint, child)
  return {
    endpoint,
    place: prefix => `s3://news-media/${prefix}?endpoint=${endpoint}&pathStyle=1`,
    environment,
    async stop() {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const answering = async (endpoint: string, child: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`s3rver ended with ${child.exitCode}`)
    if ((await fetch(endpoint).catch(() => null)) !== null) return
    await sleep(50)
  }
  throw new Error('s3rver did not answer in 15 s')
}
