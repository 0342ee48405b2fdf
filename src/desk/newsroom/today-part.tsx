import type { Child } from 'hono/jsx'

interface PartProps {
  id: string
  title: string
  /** What stands there when there is nothing. */
  none: string | null
  more?: { readonly href: string; readonly label: string }
  children: Child
}

/** A part of the day with its title; `none` stands in the place of what there is not. */
export const Part = ({ id, title, none, more, children }: PartProps) => (
  <section class="today-part" aria-labelledby={`today-${id}`}>
    <header class="split">
      <h2 id={`today-${id}`}>{title}</h2>
      {more && <a href={more.href}>{more.label}</a>}
    </header>
    {none === null ? children : <p class="muted">{none}</p>}
  </section>
)
