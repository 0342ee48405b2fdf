import type { SchemaNode } from './description.ts'

/** A type in words: `text`, `whole number, 1 to 500`, `list of Entry`. Types with a name are links to their table. */
export const TypeWords = ({ schema, isInput = false }: { schema: SchemaNode; isInput?: boolean }) => {
  const { $ref, anyOf, items, enum: values } = schema
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return <a href={`#${anchorOf(name)}`}>{name}</a>
  }
  if (values !== undefined) {
    return (
      <>
        {values.map((value, index) => (
          <>
            {index > 0 && ' · '}
            <code>{String(value)}</code>
          </>
        ))}
      </>
    )
  }
  // Lists are given by commas or by repeating the name, which the schema has to say as two types.
  if (isInput && anyOf?.some(each => each.type === 'array')) return <>list of text</>
  if (anyOf !== undefined) {
    return (
      <>
        {anyOf.map((each, index) => (
          <>
            {index > 0 && ' or '}
            <TypeWords schema={each} />
          </>
        ))}
      </>
    )
  }
  if (items !== undefined) {
    return (
      <>
        list of <TypeWords schema={items} />
      </>
    )
  }
  return <>{plainWords(schema, isInput)}</>
}

export const anchorOf = (name: string): string => `type-${name.toLowerCase()}`

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  null: 'null',
}

const plainWords = ({ type, format, minimum, maximum, maxLength }: SchemaNode, isInput: boolean): string => {
  const names = [type ?? 'anything'].flat().filter(name => !(isInput && name === 'null'))
  const said = names.map(name => (format === 'date-time' ? 'time (RFC 3339)' : (words[name] ?? name))).join(' or ')
  const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum
  if (least !== undefined && most !== undefined) return `${said}, ${least} to ${most}`
  if (least !== undefined) return `${said}, from ${least}`
  if (maxLength !== undefined) return `${said}, at most ${maxLength} characters`
  return said
}

/** The members of an object, one a row. */
export const MembersTable = ({ schema }: { schema: SchemaNode }) => (
  <div class="table-scroll" tabindex={0}>
    <table class="table">
      <thead>
        <tr>
          <th>member</th>
          <th>type</th>
          <th>what it says</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(schema.properties ?? {}).map(([name, member]) => (
          <tr>
            <td>
              <code>{name}</code>
            </td>
            <td>
              <TypeWords schema={member} />
            </td>
            <td>
              {[schema.required?.includes(name) ? '' : 'not always there', member.description ?? '']
                .filter(Boolean)
                .join('; ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
