import type { z } from 'zod'

/** One setting: what it is called, what it accepts (as a text, and in words), what holds when it is absent, and one sentence for its reader. */
type Setting<Name, Key, Schema, Default> = {
  name: Name
  key: Key
  schema: Schema
  expected: string
  /** The text that stands for an absent setting; null where there is none. */
  default: Default
  /** In the documents, instead of the default, where that depends on other settings. */
  defaultInWords?: string
  sentence: string
  /** Never shown in a message, as it holds a password. */
  secret?: true
}

/** A row of the table, with its types kept. */
export const setting = <
  Name extends string,
  Key extends string,
  Schema extends z.ZodType,
  Default extends string | null,
>(
  given: Setting<Name, Key, Schema, Default>,
): Setting<Name, Key, Schema, Default> => given
