import type { Screen } from '../../../web/screen.ts'
import type { Answer, Description, Operation, Parameter } from './description.ts'
import { DocsFrame } from './frame.tsx'
import type { Heading } from './markdown.ts'
import { anchorOf, MembersTable, TypeWords } from './schema-view.tsx'

interface Route extends Operation {
  readonly id: string
  /** `GET /v1/items/{id}` */
  readonly name: string
}

/** Every route of the API with its parameters and answers, and the types that they share. */
export const ReferencePage = ({ screen, description }: { screen: Screen; description: Description }) => {
  const routes = routesOf(description)
  const types = Object.entries(description.components.schemas)
  const contents: Heading[] = [
    ...routes.map(({ id, name }) => ({ id, text: name, level: 2 })),
    ...types.map(([name]) => ({ id: anchorOf(name), text: name, level: 3 })),
  ]
  return (
    <DocsFrame screen={screen} title="Reference" place="reference" contents={contents} isEnglish>
      <h1>Reference</h1>
      <p>
        Every route of the API. All want <code>Authorization: Bearer</code> with a key; lists are given by commas or by
        repeating the name. How cursors, recalls and licences work is said in <a href="/docs/protocol">the protocol</a>.
        For tools there is the same as an <a href="/v1/openapi.json">OpenAPI 3.1 document</a>.
      </p>
      {routes.map(route => (
        <RouteSection route={route} />
      ))}
      {types.map(([name, schema]) => (
        <section>
          <h2 id={anchorOf(name)}>
            <a class="docs-anchor" href={`#${anchorOf(name)}`}>
              {name}
            </a>
          </h2>
          <MembersTable schema={schema} />
        </section>
      ))}
    </DocsFrame>
  )
}

const routesOf = ({ paths }: Description): Route[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      id: `${method}${path.replace(/[^a-z]+/g, '-').replace(/-$/, '')}`,
      name: `${method.toUpperCase()} /v1${path}`,
    })),
  )

const RouteSection = ({ route }: { route: Route }) => (
  <section>
    <h2 id={route.id}>
      <a class="docs-anchor" href={`#${route.id}`}>
        <code>{route.name}</code>
      </a>
    </h2>
    <p>{sentence(route.summary)}</p>
    {route.description !== undefined && <p>{route.description}</p>}
    {(route.parameters ?? []).length > 0 && <Parameters parameters={route.parameters ?? []} />}
    <h3>Answers</h3>
    <div class="table-scroll" tabindex={0}>
      <table class="table">
        <tbody>
          {Object.entries(route.responses).map(([status, answer]) => (
            <AnswerRow status={status} answer={answer} />
          ))}
        </tbody>
      </table>
    </div>
    {membersOf(route).map(schema => (
      <MembersTable schema={schema} />
    ))}
  </section>
)

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** The objects that this route alone answers with. */
const membersOf = ({ responses }: Route) =>
  Object.values(responses)
    .flatMap(({ content }) => Object.values(content ?? {}))
    .map(({ schema }) => schema)
    .filter(({ properties }) => Object.keys(properties ?? {}).length > 0)

const Parameters = ({ parameters }: { parameters: readonly Parameter[] }) => (
  <>
    <h3>Parameters</h3>
    <div class="table-scroll" tabindex={0}>
      <table class="table">
        <thead>
          <tr>
            <th>name</th>
            <th>in</th>
            <th>type</th>
            <th>what it says</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, in: place, required, schema, description }) => (
            <tr>
              <td>
                <code>{name}</code>
              </td>
              <td>{place}</td>
              <td>
                <TypeWords schema={schema} isInput />
              </td>
              <td>
                {description}
                {required && ' (required)'}
                {schema.default !== undefined && (
                  <>
                    {' '}
                    (<code>{String(schema.default)}</code> without it)
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
)

const AnswerRow = ({ status, answer: { description, content } }: { status: string; answer: Answer }) => (
  <tr>
    <td class="docs-status">
      <code>{status}</code>
    </td>
    <td>{description}</td>
    <td>
      {Object.entries(content ?? {}).map(([type, { schema }]) => (
        <p>
          <code>{type}</code>
          {schema.$ref !== undefined && (
            <>
              {': '}
              <TypeWords schema={schema} />
            </>
          )}
        </p>
      ))}
    </td>
  </tr>
)
