import type { Child } from 'hono/jsx'
import type { Block, Body, Span } from '../../domain/body.ts'
import { directionOf, type Language } from '../../domain/taxonomy.ts'

type Figure = Extract<Block, { kind: 'figure' }>

interface BodyViewProps {
  body: Body
  language: Language
  /** Draws a picture of the body; without it only its caption stands. */
  figure?: (block: Figure) => Child
}

/** The text of a story at reading measure, in its own language and direction. */
export const BodyView = ({ body, language, figure = captionOnly }: BodyViewProps) => (
  <div class="body-text" lang={language} dir={directionOf(language)}>
    {body.map(block => (
      <BlockView block={block} figure={figure} />
    ))}
  </div>
)

const captionOnly = (block: Figure): Child => (
  <figure>
    <figcaption>
      <Spans spans={block.caption} />
    </figcaption>
  </figure>
)

const BlockView = ({ block, figure }: { block: Block; figure: (block: Figure) => Child }) => {
  switch (block.kind) {
    case 'p':
      return (
        <p dir="auto">
          <Spans spans={block.spans} />
        </p>
      )
    case 'h2':
      return (
        <h2 dir="auto">
          <Spans spans={block.spans} />
        </h2>
      )
    case 'blockquote':
      return (
        <blockquote>
          <p dir="auto">
            <Spans spans={block.spans} />
          </p>
        </blockquote>
      )
    case 'ul':
      return <ul>{listItems(block.items)}</ul>
    case 'ol':
      return <ol>{listItems(block.items)}</ol>
    case 'table':
      return <TableView rows={block.rows} header={block.header} />
    case 'figure':
      return <>{figure(block)}</>
    default:
      return block satisfies never
  }
}

const listItems = (items: readonly (readonly Span[])[]) =>
  items.map(spans => (
    <li dir="auto">
      <Spans spans={spans} />
    </li>
  ))

type Rows = Extract<Block, { kind: 'table' }>['rows']

/** Wide tables scroll by themselves, so that the page never does sideways. */
const TableView = ({ rows, header }: { rows: Rows; header: boolean }) => (
  <section
    class="table-scroll"
    tabindex={0}
    aria-label={header ? rows[0]?.map(cell => cell.map(s => s.text).join('')).join(', ') : undefined}
  >
    <table class="table">
      {header && rows[0] && (
        <thead>
          <tr>
            {rows[0].map(cell => (
              <th scope="col">
                <Spans spans={cell} />
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.slice(header ? 1 : 0).map(row => (
          <tr>
            {row.map(cell => (
              <td>
                <Spans spans={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

export const Spans = ({ spans }: { spans: readonly Span[] }) => (
  <>
    {spans.map(span => {
      const emphasised = span.em ? <em>{span.text}</em> : span.text
      const text = span.strong ? <strong>{emphasised}</strong> : emphasised
      return isSafe(span.href) ? <a href={span.href}>{text}</a> : text
    })}
  </>
)

/** Never a `javascript:` address, wherever a body came from. */
const isSafe = (href: string | undefined): href is string => href !== undefined && /^(https?:\/\/|mailto:)/i.test(href)
