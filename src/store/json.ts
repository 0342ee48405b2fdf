import type postgres from 'postgres'

/** A value as JSON that a jsonb column takes: without the sign U+0000 and halves of surrogate pairs, which PostgreSQL refuses; dates as texts. */
export const storableJson = (value: unknown): postgres.JSONValue =>
  JSON.parse(JSON.stringify(value ?? null), (_, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  )

/** A text that the database can store. */
export const storableText = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd')
