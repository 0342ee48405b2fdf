import { readSettings } from '../../src/config.ts'
import { connect } from '../../src/store/db.ts'
import { openDatabase } from '../../src/store/open.ts'
import { productVersions } from '../../src/store/product.ts'
import { createLog } from '../../src/telemetry.ts'
import { parseFiling } from '../../src/wire/filing.ts'
import { createItemNumbers, publish } from '../../src/wire/publish.ts'
import { content } from '../kit/examples.ts'

// Publishes story FROM, FROM + 1, … with the key `proof N`, and prints `N seq` when the wire has answered; killed from outside.
const settings = readSettings(process.env)
const database = await openDatabase({ ...settings, allowBeside: true }, createLog('silent'), 'proof publisher')
const db = connect(database.owner, { max: 4 })
const products = await productVersions(db)
const publisher = {
  db,
  agency: { code: settings.agencyCode, domain: settings.agencyDomain },
  clock: () => new Date(),
  numbers: createItemNumbers(),
  rules: () => ({ products, publicity: { priorities: [4 as const], delayMinutes: 0 } }),
}
let next = Number(process.env.FROM)
const lane = async () => {
  for (;;) {
    const n = next++
    const filing = parseFiling({
      signal: 'new',
      content: content({ headline: `Story ${n} of the proof` }),
      by: 'proof',
    })
    const sent = await publish(publisher, { filing, item: null, expects: null, key: `proof ${n}` })
    process.stdout.write(`${n} ${sent.seq}\n`)
  }
}
await Promise.all([lane(), lane(), lane(), lane()])
