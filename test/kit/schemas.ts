import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Documents, schemaErrors } from '../../src/ops/schemas.ts'

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../src/formats/schemas/${name}`, import.meta.url)), 'utf8')

/** What the NewsML-G2 2.35 schema (or plain XML syntax) says against these documents; nothing when all are valid. */
export const newsmlG2Errors = (documents: Documents): Promise<string[]> => schemaErrors('NewsML-G2 2.35', documents)

/** What the NITF 3.6 schema says against these documents; nothing when all are valid. */
export const nitfErrors = (documents: Documents): Promise<string[]> => schemaErrors('NITF 3.6', documents)

/** What the ninjs 3.1 schema, formats checked, says against a document; nothing when it is valid. */
export const ninjsValidator = (): ((document: string) => string[]) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(JSON.parse(read('GeoJSON-schema.json')), 'https://geojson.org/schema/GeoJSON.json')
  const validate = ajv.compile(JSON.parse(read('ninjs-schema_3.1.json')))
  return document => {
    validate(JSON.parse(document))
    return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message}`)
  }
}
