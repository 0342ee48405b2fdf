import { register } from 'tsx/esm/api'

// A process of the workshop: it opens files of others, and ends when it is told to or when nobody is there to tell.
register()
await import('./workshop-child-work.ts')
