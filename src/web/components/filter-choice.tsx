interface FilterChoiceProps {
  name: string
  label: string
  /** null: not narrowed. */
  value: string | number | null
  options: readonly (readonly [string | number, string])[]
  /** What stands there while it is not narrowed. */
  all: string
}

/** One way to narrow a list, in the form above it. */
export const FilterChoice = ({ name, label, value, options, all }: FilterChoiceProps) => (
  <select
    class={value === null ? 'input filter-choice' : 'input filter-choice filter-chosen'}
    name={name}
    aria-label={label}
  >
    <option value="">{all}</option>
    {options.map(([code, words]) => (
      <option value={code} selected={code === value}>
        {words}
      </option>
    ))}
  </select>
)
