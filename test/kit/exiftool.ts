import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether exiftool is installed: nothing else reads and writes as many fields. */
export const hasExiftool = (() => {
  try {
    execFileSync('exiftool', ['-ver'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn(
      'SKIPPED: exiftool is not installed (Debian: libimage-exiftool-perl), so that metadata is not checked by it',
    )
    return false
  }
})()

/** All that exiftool finds in a file, by group and name, structures as they are. */
export const exiftoolOf = async (path: string): Promise<Record<string, unknown>> => {
  const { stdout } = await run('exiftool', ['-json', '-struct', '-G1', '-a', path], { maxBuffer: 64 << 20 })
  const [all = {}] = JSON.parse(stdout) as Record<string, unknown>[]
  return all
}

/** What exiftool has against a file; empty: nothing. */
export const exiftoolComplaints = async (path: string): Promise<string[]> => {
  const { stdout } = await run('exiftool', ['-validate', '-warning', '-error', '-a', '-s3', path]).catch(failed)
  return stdout.split('\n').filter(line => line !== '' && line !== 'OK')
}

/** A run of exiftool that changes a file. */
export const exiftool = async (...words: readonly string[]): Promise<void> => {
  await run('exiftool', ['-overwrite_original', '-q', ...words])
}

// It ends with 1 where it has something against the file.
const failed = (error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) })
