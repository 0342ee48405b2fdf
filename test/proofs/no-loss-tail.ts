import { readSettings } from '../../src/config.ts'
import { connect } from '../../src/store/db.ts'
import { openDatabase } from '../../src/store/open.ts'
import { createLog } from '../../src/telemetry.ts'
import { createTail } from '../../src/wire/tail.ts'

// Follows the wire from its beginning and prints every seq; 0 first, when it listens.
const database = await openDatabase(
  { ...readSettings(process.env), allowBeside: true },
  createLog('silent'),
  'proof tail',
)
await createTail({
  db: connect(database.owner, { max: 3 }),
  from: 0,
  onEntries: async entries => {
    if (entries.length > 0) process.stdout.write(`${entries.map(entry => entry.seq).join('\n')}\n`)
  },
  onError: error => {
    throw error
  },
})
process.stdout.write('0\n')
