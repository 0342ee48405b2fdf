import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** `primary`: the one everyday act of a page. `danger`: takes back or kills; never beside the primary one. `quiet`: looks like text. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

interface Look {
  kind?: ButtonKind
  icon?: IconName
  /** Keys that press it, shown in the list of keys: `g w`, `n`. */
  hotkey?: string
  children: Child
}

interface ButtonProps extends Look {
  type?: 'submit' | 'button'
  name?: string
  value?: string
  form?: string
  formaction?: string
  disabled?: boolean
  autofocus?: boolean
}

/** A button that says what happens. */
export const Button = ({ kind = 'plain', icon, hotkey, type = 'submit', children, ...rest }: ButtonProps) => (
  <button class={`button button-${kind}`} type={type} data-key={hotkey} {...rest}>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </button>
)

interface LinkButtonProps extends Look {
  href: string
  /** Esc follows it. */
  esc?: boolean
  download?: boolean
  /** What it fetches counts against a limit: what the page says of it is brought up to date. */
  counts?: boolean
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export const LinkButton = ({ kind = 'plain', icon, hotkey, esc, counts, children, ...rest }: LinkButtonProps) => (
  <a
    class={`button button-${kind}`}
    data-key={hotkey}
    data-esc={esc ? '' : undefined}
    data-counts={counts ? '' : undefined}
    {...rest}
  >
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </a>
)
