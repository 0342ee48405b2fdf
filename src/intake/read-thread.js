import { register } from 'tsx/esm/api'

// A thread does not run TypeScript by itself, as the process does by `--import tsx` (Node 20).
register()
await import('./read-worker.ts')
