import { connect } from '../../src/store/db.ts'
import { openDatabase } from '../../src/store/open.ts'
import { createLog } from '../../src/telemetry.ts'

/** A process that opens a data directory, says so on stdout in one JSON line, and stops at SIGTERM: node --import tsx opener.ts DATA_DIR [beside] */
const [, , dataDir = '', beside] = process.argv
try {
  const settings = { dataDir, databaseUrl: null, siteDatabaseUrl: null, allowBeside: beside === 'beside' }
  const database = await openDatabase(settings, createLog('warn'), `opener ${process.pid}`)
  const db = connect(database.owner, { max: 1 })
  const papers = await db.begin(async transaction => {
    await transaction`select pg_advisory_xact_lock(1)`
    await transaction`create table if not exists paper (at timestamptz default now())`
    await transaction`insert into paper default values`
    const [row] = await transaction<{ papers: number }[]>`select count(*) as papers from paper`
    return row?.papers
  })
  process.once('SIGTERM', async () => {
    await db.end()
    await database.stop()
    process.exit(0)
  })
  process.stdout.write(`${JSON.stringify({ mode: database.mode, papers })}\n`)
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : String(error) })}\n`)
  process.exitCode = 3
}
