import type { Body } from '../../domain/body.ts'
import { draftBodySchema, parseOrRefuse } from '../../wire/filing.ts'

/** The kept blocks of a posted form, JSON; `before` where the form has none. @throws Refusal `bad-input` for what is no body */
export const readKept = (json: string, before: Body): Body =>
  json === '' ? before : parseOrRefuse(draftBodySchema, parsed(json))

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}
