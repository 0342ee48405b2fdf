import { z } from '@hono/zod-openapi'

/** A type in an OpenAPI document (JSON Schema 2020-12), as far as our own document uses it. */
export interface SchemaNode {
  readonly $ref?: string | undefined
  readonly type?: string | readonly string[] | undefined
  readonly enum?: readonly unknown[] | undefined
  readonly anyOf?: readonly SchemaNode[] | undefined
  readonly items?: SchemaNode | undefined
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined
  readonly required?: readonly string[] | undefined
  readonly description?: string | undefined
  readonly format?: string | undefined
  readonly default?: unknown
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maxLength?: number | undefined
}

const schemaNode: z.ZodType<SchemaNode> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(schemaNode).optional(),
    items: schemaNode.optional(),
    properties: z.record(z.string(), schemaNode).optional(),
    required: z.array(z.string()).optional(),
    description: z.string().optional(),
    format: z.string().optional(),
    default: z.unknown().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxLength: z.number().optional(),
  }),
)

const parameter = z.object({
  name: z.string(),
  in: z.enum(['query', 'path', 'header']),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: schemaNode,
})
const answer = z.object({
  description: z.string(),
  content: z.record(z.string(), z.object({ schema: schemaNode })).optional(),
})
const operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(parameter).optional(),
  responses: z.record(z.string(), answer),
})

/** What a page of reference is drawn from: an OpenAPI 3.1 document of which only this much is looked at. */
export const descriptionSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.object({ schemas: z.record(z.string(), schemaNode) }),
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation)),
})

export type Description = z.output<typeof descriptionSchema>
export type Operation = z.output<typeof operation>
export type Parameter = z.output<typeof parameter>
export type Answer = z.output<typeof answer>
