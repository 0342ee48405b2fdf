import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { envExample, readmeWithSettings } from './settings-docs.ts'

/** `npm run docs`: writes what the documents take from the code, the settings in `.env.example` and README.md. */
const root = new URL('../../', import.meta.url)
const readmeFile = fileURLToPath(new URL('README.md', root))

writeFileSync(fileURLToPath(new URL('.env.example', root)), envExample())
const readme = existsSync(readmeFile) ? readFileSync(readmeFile, 'utf8') : '# Dateline\n'
writeFileSync(readmeFile, readmeWithSettings(readme))
