import { parentPort, workerData } from 'node:worker_threads'
import { readDocument } from '../formats/read.ts'
import type { Errand } from './read-apart.ts'

// A thread that reads one document and answers with what it says.
const { bytes, defaults } = workerData as Errand
parentPort?.postMessage(await readDocument(bytes, defaults))
