import { readSettings } from '../../src/config.ts'
import { openBlobs } from '../../src/media/open-blobs.ts'

// Keeps the file that it is given, and prints its digest.
const blobs = await openBlobs(readSettings(process.env))
process.stdout.write('begun\n')
const { digest } = await blobs.keep(process.argv[2] ?? '')
process.stdout.write(`${digest}\n`)
await blobs.close()
