import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseAddress } from '../../src/store/db.ts'
import { serverAccount } from '../../src/store/embedded/account.ts'
import { findBinaries } from '../../src/store/embedded/binaries.ts'
import { createCluster } from '../../src/store/embedded/cluster.ts'
import { reachableDirectory } from '../../src/store/embedded/reach.ts'
import { startServer } from '../../src/store/embedded/server.ts'

/** For speed alone: what a test wrote need not survive the machine. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300']

/** Starts an empty PostgreSQL in a temporary folder; `stop` removes the folder. */
export const startTestServer = async (
  launcher: string[],
): Promise<{ address: DatabaseAddress; stop(): Promise<void> }> => {
  const account = serverAccount(null)
  const directory = mkdtempSync(join(reachableDirectory(account, tmpdir()), 'dateline-test-'))
  chmodSync(directory, 0o711)
  const remove = () => rmSync(directory, { recursive: true, force: true })
  let written = ''
  try {
    const binaries = findBinaries(account, directory)
    const cluster = join(directory, 'cluster')
    await createCluster(binaries, account, cluster, 'owner-in-tests')
    const server = await startServer({
      ...{ binaries, account, cluster, launcher, settings: careless, password: 'owner-in-tests' },
      write: chunk => {
        written = (written + chunk).slice(-20_000)
      },
    })
    const stop = async () => {
      await server.stop()
      remove()
    }
    return { address: server.address, stop }
  } catch (error) {
    remove()
    throw new Error(`the test server did not start\n${written}`, { cause: error })
  }
}
