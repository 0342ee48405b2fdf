import paths from './icons.json' with { type: 'json' }

/** Our own line drawings on a grid of 24. */
export type IconName = keyof typeof paths

/** Those that point along the line of reading and turn with it. */
const directional: readonly IconName[] = ['back', 'forward', 'sign-out', 'send', 'wire', 'history', 'external']

/** A 16 px line drawing in the colour of the text. Beside a word it says nothing of its own; alone it needs a `label`. */
export const Icon = ({ name, label }: { name: IconName; label?: string }) => (
  <svg
    class={directional.includes(name) ? 'icon icon-turns' : 'icon'}
    viewBox="0 0 24 24"
    width="16"
    height="16"
    role={label === undefined ? undefined : 'img'}
    aria-label={label}
    aria-hidden={label === undefined ? 'true' : undefined}
    focusable="false"
  >
    {paths[name].map(d => (
      <path d={d} />
    ))}
  </svg>
)
